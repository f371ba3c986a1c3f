// How a function is told to the host: every one is open at the host's door and guarded by its boundary.

import { app, type HttpMethod } from "@azure/functions";
import type { Boundary, Handler } from "../http/boundary.ts";

/** `navn` is also what the log calls it; `route` without a leading slash. */
export type Registrer = (navn: string, metode: HttpMethod, route: string, handler: Handler) => void;

/** Creates the registration of functions behind a boundary. */
export function createRegistrer(boundary: Boundary): Registrer {
  return (navn, metode, route, handler) => {
    app.http(navn, { methods: [metode], authLevel: "anonymous", route, handler: boundary(navn, handler) });
  };
}
