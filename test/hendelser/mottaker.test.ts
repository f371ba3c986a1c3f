// Which addresses a webhook may be sent to.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lesMottaker } from "../../shared/hendelser/mottaker.ts";

describe("an address", () => {
  const VERTER = ["epj.example.no", "varsel.example.no:8443", "127.0.0.1:8080", "[::1]:8080"];

  test.each([
    ["https://epj.example.no/egenandel?x=1", "https://epj.example.no/egenandel?x=1"],
    ["https://EPJ.example.no:443", "https://epj.example.no/"],
    ["https://varsel.example.no:8443/v", "https://varsel.example.no:8443/v"],
    ["http://127.0.0.1:8080/v", "http://127.0.0.1:8080/v"],
    ["http://[::1]:8080/v", "http://[::1]:8080/v"],
  ])("%s is taken as %s", (tekst, href) => {
    const lest = lesMottaker(tekst, VERTER);
    expect(lest.ok && lest.value.href).toBe(href);
  });

  test.each([
    ["http://epj.example.no/", "UGYLDIG"],
    ["ftp://epj.example.no/", "UGYLDIG"],
    ["javascript:alert(1)", "UGYLDIG"],
    ["epj.example.no/v", "UGYLDIG"],
    ["", "UGYLDIG"],
    ["https://bruker@epj.example.no/", "UGYLDIG"],
    ["https://:passord@epj.example.no/", "UGYLDIG"],
    ["https://epj.example.no/#x", "UGYLDIG"],
    ["https://epj.example.no/#", "UGYLDIG"],
    [`https://epj.example.no/${"x".repeat(500)}`, "UGYLDIG"],
    [`https://epj.example.no/${"æ".repeat(200)}`, "UGYLDIG"],
    ["https://annen.example.no/", "UAAPNET_VERT"],
    ["https://x.epj.example.no/", "UAAPNET_VERT"],
    ["https://epj.example.no.evil.no/", "UAAPNET_VERT"],
    ["https://evil.no/https://epj.example.no", "UAAPNET_VERT"],
    ["https://evil.no\\@epj.example.no/", "UAAPNET_VERT"],
    ["https://epj.example.no:8443/", "UAAPNET_VERT"],
    ["https://varsel.example.no/", "UAAPNET_VERT"],
    ["https://epj.example.no./", "UAAPNET_VERT"],
    ["http://127.0.0.1:8081/", "UAAPNET_VERT"],
    ["http://localhost:8080/", "UAAPNET_VERT"],
    ["https://169.254.169.254/metadata", "UAAPNET_VERT"],
    ["https://0x7f000001/", "UAAPNET_VERT"],
  ])("%s is refused: %s", (tekst, feil) => {
    expect(lesMottaker(tekst, VERTER)).toEqual({ ok: false, feil });
  });

  test("is never taken when no host is open", () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        expect(lesMottaker(url, []).ok).toBe(false);
      }),
    );
  });
});
