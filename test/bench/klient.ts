// A client that takes as little time of its own as it can, so that what is measured is the service.

import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";

const agent = new Agent({ keepAlive: true });

/** Milliseconds from a POST is sent until all of its answer has come. Throws for another status than 200. */
export function tidForPost(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const start = performance.now();
  request(url, {
    agent,
    method: "POST",
    headers: { ...headers, "content-length": Buffer.byteLength(body) },
  })
    .once("error", reject)
    .once("response", (svar) => {
      text(svar).then(() => {
        if (svar.statusCode === 200) resolve(performance.now() - start);
        else reject(new Error(`answered ${svar.statusCode}`));
      }, reject);
    })
    .end(body);
  return promise;
}
