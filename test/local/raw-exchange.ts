import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** Sends text to a port as it stands and gives everything that comes back until the peer closes. */
export async function rawExchange(port: number, request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(request, "latin1");
  return text(socket);
}

/** A request without a body that asks for the connection to be closed. */
export function rawRequest(target: string, ...headers: readonly string[]): string {
  const lines = [`GET ${target} HTTP/1.1`, "Host: 127.0.0.1", "Connection: close", ...headers];
  return `${lines.join("\r\n")}\r\n\r\n`;
}
