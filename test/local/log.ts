import type { LogCategory, LogLevel } from "./core-types.ts";
import type { Hooks } from "./hooks.ts";
import { withReadOnly } from "./hooks.ts";

export type LogLine = {
  readonly level: Exclude<LogLevel, "none">;
  readonly category: LogCategory;
  readonly functionName?: string;
  readonly invocationId?: string;
  readonly message: string;
};

export type LogSink = (line: LogLine) => void;

export type LogEntry = Omit<LogLine, "level"> & { readonly level: LogLevel };

/** What log hooks may see of the invocation that logs. */
type LogScope = { readonly hookData: object; readonly invocationContext: unknown };

export type Logger = (entry: LogEntry, scope?: LogScope) => void;

/** One line on standard error; line breaks and other control characters cannot start a line of their own. */
export function logToStandardError(line: LogLine): void {
  const message = line.message.replace(/\p{Cc}+/gu, " ");
  process.stderr.write(
    `${line.level} ${line.functionName ?? "host"} ${line.invocationId ?? "-"} ${line.category}: ${message}\n`,
  );
}

/**
 * Log entries through the log hooks to the sink. Hooks see every entry, but change the level and the text of user
 * entries only; a hook that throws must not lose the line, so what it threw is dropped, as the real worker does.
 */
export function createLogger(sink: LogSink, hooks: Hooks, appHookData: object): Logger {
  const appLevel: LogScope = { hookData: {}, invocationContext: undefined };
  return (entry, scope = appLevel) => {
    const context = { level: entry.level, message: entry.message };
    withReadOnly(context, { ...scope, appHookData, category: entry.category });
    let changed = false;
    try {
      hooks.runNow("log", context);
      changed = entry.category === "user";
    } catch {
      changed = false;
    }
    const { level, message } = changed ? context : entry;
    if (level !== "none") sink({ ...entry, level, message });
  };
}

/** The type of something thrown: enough to find a fault, and never its message, which may hold a person's data. */
export function errorType(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}
