// An answer with its headers as plain names and values.

import type { HttpResponseInit } from "@azure/functions";

export type Svar = Omit<HttpResponseInit, "headers"> & {
  readonly headers?: Readonly<Record<string, string>>;
};
