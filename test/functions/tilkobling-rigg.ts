// What the tests of connections have in common: declarations that are valid today, and how the answers are read.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lagCrl, utsted, ORGID, CN } from "../signatur/pki.ts";
import { rot, signert, usignert, utsteder } from "../signatur/scene.ts";
import { KOMMUNE } from "../standins/system.ts";
import type { Svar } from "./tjeneste.ts";

const DOEGN_MS = 24 * 60 * 60 * 1000;

function iDag(doegn: number): string {
  return new Date(Date.now() + doegn * DOEGN_MS).toISOString();
}

const gyldigNaa = { thisUpdate: iDag(-1), nextUpdate: iDag(6) };
const lister = [lagCrl(utsteder, gyldigNaa), lagCrl(rot, gyldigNaa)];

function medSegl(navn: string, orgid: string): Buffer {
  const segl = utsted(
    {
      navn: [
        [CN, navn],
        ["2.5.4.10", navn],
        [ORGID, orgid],
      ],
    },
    utsteder,
  );
  return signert(segl, { crls: lister });
}

export const EGET_SEGL = medSegl("PRØVE KOMMUNE", `NTRNO-${KOMMUNE}`);
export const FREMMED_SEGL = medSegl("ANNEN KOMMUNE", "NTRNO-964338531");
export const USIGNERT: Buffer = usignert;

/** The text of the page is another than the one that was signed. */
export function forfalsket(pdf: Buffer): Buffer {
  const endret = Buffer.from(pdf);
  const sted = endret.indexOf("/MediaBox [0 0 ");
  if (sted < 0) throw new Error("the page has no MediaBox");
  endret.write("1", sted + "/MediaBox [".length);
  return endret;
}

/** A file with the trust anchors of the test, and how to remove it. */
export function skrivAnkere(): { readonly fil: string; readonly fjern: () => void } {
  const mappe = mkdtempSync(join(tmpdir(), "ankere-"));
  const fil = join(mappe, "ankere.pem");
  const base64 = Buffer.from(rot.der).toString("base64").replaceAll(/.{64}/g, "$&\n");
  writeFileSync(fil, `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`);
  return {
    fil,
    fjern: () => {
      rmSync(mappe, { recursive: true });
    },
  };
}

type Steg = {
  readonly steg: string;
  readonly api?: string;
  readonly status: string;
  readonly aarsakskode: string | null;
};

/** The status of every step, by its name and API. */
export function statuser(svar: Svar): Readonly<Record<string, string>> {
  const steg = (svar.json?.steg ?? []) as readonly Steg[];
  return Object.fromEntries(
    steg.map(({ steg: navn, api, status, aarsakskode }) => [
      api === undefined ? navn : `${navn} ${api}`,
      aarsakskode === null ? status : `${status} ${aarsakskode}`,
    ]),
  );
}
