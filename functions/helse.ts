// GET /api/helse: the service answers. It calls nobody, so it says nothing of the others.

import { ok } from "../shared/kernel/result.ts";
import type { Handler } from "./http/boundary.ts";

export function createHelse(versjon: string): Handler {
  return () => Promise.resolve(ok({ status: 200, jsonBody: { status: "OK", versjon } }));
}
