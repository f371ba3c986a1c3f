// An outcome that the caller must look at before using the value.

export type Result<T, F> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly feil: F };

/** A successful outcome with its value. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A failed outcome with its feil. */
export function err<F>(feil: F): { readonly ok: false; readonly feil: F } {
  return { ok: false, feil };
}
