export type RequestTarget = {
  readonly url: string;
  /** Decoded path segments, dot segments resolved; `%2F` stays as it is, since it does not divide segments. */
  readonly segments: readonly string[];
  /** Duplicate keys joined with a comma; keys that differ in case only are the same key. */
  readonly query: ReadonlyMap<string, string>;
};

const HOST = /^(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?$/;

/** The parts of a request target and Host header, or undefined when they are malformed (the answer is 400). */
export function readTarget(target: string, hostHeader: string): RequestTarget | undefined {
  // Origin form, or absolute form as proxies send it.
  const parts = /^(?:https?:\/\/([^/?#]+)(?=[/?]|$)|(?=\/))(\/[^?#]*)?(\?[^#]*)?$/i.exec(target);
  if (parts === null || /[^\x21-\x7e]/.test(target)) return undefined;
  const [, authority = hostHeader, path = "/", search = ""] = parts;
  const url = `http://${authority}${path}${search}`;
  const segments = decodedSegments(path);
  if (segments === undefined || !HOST.test(authority) || !URL.canParse(url)) return undefined;
  return { url, segments, query: joinedQuery(search) };
}

function decodedSegments(path: string): string[] | undefined {
  const resolved: string[] = [];
  const parts = path.split("/").slice(1).map(decode);
  for (const [at, part] of parts.entries()) {
    if (part === undefined || part.includes("\0")) return undefined;
    if (part !== "." && part !== "..") resolved.push(part);
    else {
      if (part === "..") resolved.pop();
      if (at === parts.length - 1) resolved.push("");
    }
  }
  return resolved;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment.replace(/%2f/gi, (slash) => slash.replace("%", "%25")));
  } catch {
    return undefined;
  }
}

function joinedQuery(search: string): Map<string, string> {
  const spelled = new Map<string, string>();
  const query = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(search)) {
    const name = spelled.get(key.toLowerCase()) ?? key;
    spelled.set(key.toLowerCase(), name);
    const before = query.get(name);
    query.set(name, before === undefined ? value : `${before},${value}`);
  }
  return query;
}
