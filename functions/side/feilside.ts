// A fault as a page: what happened, what to do, and what to say when asking for help.

import type { Feil } from "../../shared/kernel/feil.ts";
import type { Feilsvar } from "../http/boundary.ts";
import { beskriv, INTERN_FEIL, type Beskrivelse } from "../http/problem.ts";
import type { Svar } from "../http/svar.ts";
import { markup } from "./markup.ts";
import { lagSide, type Side } from "./ramme.ts";
import { somSvar } from "./svar.ts";
import { ADRESSEDEL, IKKE_FUNNET, UGYLDIG_ADRESSE } from "./tekster-nb.ts";

export type Feilvisning = {
  readonly tittel: string;
  readonly forklaring: string;
  readonly korrelasjonsid: string;
  /** Whether the same address may answer later. */
  readonly proevIgjen: boolean;
};

/** The page of a fault. */
export function visFeil({ tittel, forklaring, korrelasjonsid, proevIgjen }: Feilvisning): Side {
  const innhold = markup`
    <h1>${tittel}</h1>
    <p class="ingress">${forklaring}</p>
    <div class="valg">
    ${proevIgjen ? markup`<a href="">Prøv igjen</a>` : []}
    <a href="/tilkobling">Gå til oversikten over kommuner</a>
    </div>
    <p class="liten">Korrelasjonsid, når dere melder fra: <code>${korrelasjonsid}</code></p>`;
  return lagSide({ tittel, innhold });
}

/** The words of a page for a Feil that is said otherwise to a program. */
function ord(feil: Feil): Pick<Feilvisning, "tittel" | "forklaring"> {
  if (feil.kode === "ikke-funnet") return IKKE_FUNNET;
  if (feil.kode === "ugyldig-forespoersel") {
    const deler = feil.felt.map(({ sti, melding }) => `${ADRESSEDEL.get(sti) ?? sti} ${melding}.`);
    return { tittel: UGYLDIG_ADRESSE.tittel, forklaring: [...deler, UGYLDIG_ADRESSE.hva].join(" ") };
  }
  const { title, detail } = beskriv(feil);
  return { tittel: title, forklaring: detail };
}

function svar(
  { status, headers = {} }: Beskrivelse,
  visning: Pick<Feilvisning, "tittel" | "forklaring" | "korrelasjonsid">,
): Svar {
  const side = somSvar(visFeil({ ...visning, proevIgjen: status >= 500 }));
  return { ...side, status, headers: { ...headers, ...side.headers } };
}

/** Faults as pages, with the status and headers they have as problems. */
export const SOM_SIDE: Feilsvar = {
  feil: (feil, korrelasjonsid) => svar(beskriv(feil), { ...ord(feil), korrelasjonsid }),
  internFeil: (korrelasjonsid) =>
    svar(INTERN_FEIL, { tittel: INTERN_FEIL.title, forklaring: INTERN_FEIL.detail, korrelasjonsid }),
};
