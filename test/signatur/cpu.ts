// What a check costs, whatever else the machine does meanwhile.

/** Milliseconds this thread has worked. */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
