// What the tests of connections have in common: declarations that are valid today, and how the answers are read.

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lagCrl, utsted, ORGID, CN } from "../signatur/pki.ts";
import { GRUNNLAG, revisjon } from "../signatur/pdf-bygger.ts";
import { rot, signert, utsteder } from "../signatur/scene.ts";
import { KOMMUNE } from "../standins/system.ts";
import { startTjeneste, type Svar, type Tjeneste, type Tjenestevalg } from "./tjeneste.ts";

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
/** A scanned declaration without a signature; each number is another file. */
export function skannet(nr: number): Buffer {
  return revisjon(Buffer.alloc(0), { ...GRUNNLAG, 6: `<< /Nr ${nr} >>` });
}

/** The text of the page is another than the one that was signed. */
export function forfalsket(pdf: Buffer): Buffer {
  const endret = Buffer.from(pdf);
  const sted = endret.indexOf("/MediaBox [0 0 ");
  if (sted < 0) throw new Error("the page has no MediaBox");
  endret.write("1", sted + "/MediaBox [".length);
  return endret;
}

/** A file with the trust anchors of the test, and how to remove it. */
function skrivAnkere(): { readonly fil: string; readonly fjern: () => void } {
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

export type Tilkoblingsrigg = {
  readonly tjeneste: Tjeneste;
  sjekk(kommune?: string, medToken?: string): Promise<Svar>;
  lastOpp(pdf: Uint8Array | string, valg?: Partial<Opplasting>): Promise<Svar>;
  avgjoer(body: unknown, valg?: Partial<Hvem>): Promise<Svar>;
  registrer(body: unknown, valg?: Partial<Hvem>): Promise<Svar>;
  readonly operatoer: string;
  readonly token: string;
  close(): Promise<void>;
};
type Hvem = { readonly kommune: string; readonly medToken: string };
type Opplasting = Hvem & { readonly type: string };

export function adresse(kommune: string, ende = ""): string {
  return `/api/v1/tilkoblinger/${kommune}${ende}`;
}

/** The service with trust anchors, and a municipality and an operator that call it. */
export async function startTilkobling(valg: Tjenestevalg = {}): Promise<Tilkoblingsrigg> {
  const ankere = skrivAnkere();
  const tjeneste = await startTjeneste({ ...valg, env: { TILLITSANKERE_FIL: ankere.fil } });
  const token = await tjeneste.system.hentTilkoblingToken(KOMMUNE);
  const operatoer = await tjeneste.system.hentOperatoerToken();
  return {
    tjeneste,
    token,
    operatoer,
    sjekk: (kommune = KOMMUNE, medToken = token) =>
      tjeneste.anrop(adresse(kommune, "/sjekk"), { method: "POST", token: medToken }),
    lastOpp: (pdf, { kommune = KOMMUNE, medToken = token, type = "application/pdf" } = {}) =>
      tjeneste.anrop(adresse(kommune, "/tilslutningserklaering"), {
        method: "PUT",
        token: medToken,
        headers: { "content-type": type },
        body: pdf,
      }),
    avgjoer: (body, { kommune = KOMMUNE, medToken = operatoer } = {}) =>
      tjeneste.anrop(adresse(kommune, "/vurdering"), { method: "POST", token: medToken, body }),
    registrer: (body, { kommune = KOMMUNE, medToken = operatoer } = {}) =>
      tjeneste.anrop(adresse(kommune, "/registrering"), { method: "POST", token: medToken, body }),
    close: async () => {
      ankere.fjern();
      await tjeneste.close();
    },
  };
}

export function sha256(pdf: Uint8Array): string {
  return createHash("sha256").update(pdf).digest("hex");
}
