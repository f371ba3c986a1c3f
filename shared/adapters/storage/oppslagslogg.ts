// The access log as a table in Azure Storage. Whatever keeps an entry from being written ends the same way for the caller:
// `logg-utilgjengelig`. Why is told to `meld`, in codes alone.

import type { Feil } from "../../kernel/feil.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { Innslagsnoekkel, Loggutfall, Logginnslag, Oppslagslogg } from "../../oppslag/oppslagslogg.ts";
import { FRIST_MS, innenFrist, lesAvslag, type Lageraarsak } from "./lagerkall.ts";
import { FLEST_PERSONER, hashPersonidentifikator, lesPepper, personkolonner } from "./personhash.ts";
import { createTabell, type Tabelladgang } from "./tabell.ts";

export type Loggaarsak =
  | Lageraarsak
  /** The pepper is not 32 bytes as base64url. */
  | { readonly kode: "PEPPER_UGYLDIG" }
  | { readonly kode: "PEPPER_UTILGJENGELIG"; readonly feil: Feil };

export type OppslagsloggDeps = Tabelladgang & {
  /** The text of the pepper secret. */
  readonly pepper: () => Promise<Result<string, Feil>>;
  readonly now: () => Date;
  /** A new random id for each entry. */
  readonly nyId: () => string;
  /** Hears why the log could not be written. */
  readonly meld: (aarsak: Loggaarsak) => void;
  /** What a write may take in all, in ms: pepper, token, a second try. Five seconds unless told. */
  readonly fristMs?: number;
};

export const OPPSLAGSLOGG_TABELL = "oppslagslogg";

type Kolonner = Readonly<Record<string, string>>;

/** The case reference without the numbers of those who are looked up, should someone have written one there. */
function utenNumre(saksreferanse: string, { personer }: Logginnslag): string {
  return personer.reduce((tekst, { personidentifikator }) => {
    const nummer = personidentifikator.reveal();
    return tekst.replaceAll(new RegExp(`${nummer.slice(0, 6)}[\\s.-]?${nummer.slice(6)}`, "g"), "[fjernet]");
  }, saksreferanse);
}

function innslagskolonner(innslag: Logginnslag, pepper: Uint8Array): Kolonner {
  const personer = innslag.personer.flatMap(({ rolle, personidentifikator }, nr) => {
    const kolonner = personkolonner(nr);
    return [
      [kolonner.person, hashPersonidentifikator(personidentifikator, pepper)],
      [kolonner.rolle, rolle],
    ] as const;
  });
  return {
    kommune: innslag.kommune,
    ...(innslag.leverandoer === null ? {} : { leverandoer: innslag.leverandoer }),
    clientId: innslag.clientId,
    jti: innslag.jti,
    korrelasjonsid: innslag.korrelasjonsid,
    tidspunkt: innslag.tidspunkt.toISOString(),
    inntektsaar: String(innslag.inntektsaar),
    apier: innslag.apier.join(","),
    ...(innslag.saksreferanse === null ? {} : { saksreferanse: utenNumre(innslag.saksreferanse, innslag) }),
    utfall: "PAABEGYNT",
    ...Object.fromEntries(personer),
  };
}

function utfallskolonner(utfall: Loggutfall, now: Date): Kolonner {
  const fullfoert = now.toISOString();
  switch (utfall.utfall) {
    case "UTLEVERT":
      return {
        utfall: utfall.utfall,
        fullfoert,
        utlevertInntektsaar: String(utfall.inntektsaar),
        statuser: utfall.statuser.join(","),
      };
    case "IKKE_UTLEVERT":
      return { utfall: utfall.utfall, fullfoert, feilkode: utfall.feilkode };
  }
}

/**
 * Creates the log; nothing is loaded or sent before the first entry. Partition `<kommune>_<yyyy-MM>`, row key time,
 * korrelasjonsid and random id, so that a month reads in order. Throws for an address that is not https, and for an extra CA
 * with storage that is not on loopback.
 */
export function createOppslagslogg(deps: OppslagsloggDeps): Oppslagslogg {
  const tabell = createTabell(deps, OPPSLAGSLOGG_TABELL);

  async function skrevet(
    skriv: (frist: AbortSignal) => Promise<Result<void, Loggaarsak>>,
  ): Promise<Result<void, Feil>> {
    const utfall = await innenFrist(deps.fristMs ?? FRIST_MS, skriv);
    if (utfall.ok) return utfall;
    deps.meld(utfall.feil);
    return err({ kode: "logg-utilgjengelig" });
  }

  async function opprett(
    noekkel: Innslagsnoekkel,
    innslag: Logginnslag,
    abortSignal: AbortSignal,
  ): Promise<Result<void, Loggaarsak>> {
    const [pepper, client] = await Promise.all([deps.pepper(), tabell()]);
    if (!pepper.ok) return err({ kode: "PEPPER_UTILGJENGELIG", feil: pepper.feil });
    const byte = lesPepper(pepper.value);
    if (byte === undefined) return err({ kode: "PEPPER_UGYLDIG" });
    try {
      await client.createEntity({ ...innslagskolonner(innslag, byte), ...noekkel }, { abortSignal });
      return ok(undefined);
    } catch (kastet) {
      // The row key is random: a conflict means that an earlier try of this very write did arrive.
      if (lesAvslag(kastet)?.statusCode === 409) return ok(undefined);
      throw kastet;
    }
  }

  return {
    async skriv(innslag) {
      if (innslag.personer.length > FLEST_PERSONER) throw new RangeError("too many persons for one entry");
      const tidspunkt = innslag.tidspunkt.toISOString();
      const noekkel = {
        partitionKey: `${innslag.kommune}_${tidspunkt.slice(0, 7)}`,
        rowKey: `${tidspunkt}_${innslag.korrelasjonsid}_${deps.nyId()}`,
      };
      const utfall = await skrevet((frist) => opprett(noekkel, innslag, frist));
      return utfall.ok ? ok(noekkel) : utfall;
    },

    fullfoer(noekkel, utfall) {
      return skrevet(async (abortSignal) => {
        const client = await tabell();
        const { partitionKey, rowKey } = noekkel;
        await client.updateEntity({ partitionKey, rowKey, ...utfallskolonner(utfall, deps.now()) }, "Merge", {
          abortSignal,
        });
        return ok(undefined);
      });
    },
  };
}
