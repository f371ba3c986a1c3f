// The answers that need no token, with their texts.

import { z } from "zod";
import { motpartSchema } from "../http/problem-schema.ts";
import { SATSSVAR } from "../http/satser-schema.ts";
import { komponent, type Komponenter } from "./komponent.ts";

const helse = z.strictObject({ status: z.literal("OK"), versjon: z.string() });
const motparttilstand = z.strictObject({
  motpart: motpartSchema,
  tilstand: z.enum(["OK", "UTILGJENGELIG", "UKJENT"]),
  sist: z.iso.datetime().nullable(),
});
const klar = z.strictObject({ status: z.enum(["OK", "REDUSERT"]), motparter: z.array(motparttilstand) });

export const ANDRE_SVAR: Komponenter = {
  Satser: komponent(SATSSVAR.svar, "Satsene som gjelder på en dato.", {
    dato: "Datoen det er spurt om.",
    gyldigFra: "Første dag alle satsene gjelder.",
    gyldigTil: "Siste dag alle satsene gjelder.",
    fribeloep: "Fribeløpet per år (§ 3 andre ledd).",
    fribeloepDobbeltrom: "Fribeløpet per år i ufrivillig dobbeltrom.",
    korttidDoegn: "Egenandelen per døgn for korttidsopphold (§ 4).",
    dagEllerNatt: "Egenandelen for dag- eller nattopphold (§ 4).",
    grunnbeloep: "Folketrygdens grunnbeløp (G).",
    gjennomsnittligGrunnbeloep: "Gjennomsnittet av G i kalenderåret. null til årets nye G er vedtatt.",
  }),
  Sats: komponent(SATSSVAR.sats, "En sats og hvor den står.", {
    beloep: "Hele kroner.",
    gyldigFra: "Første dag satsen gjelder.",
    gyldigTil: "Siste dag satsen gjelder.",
    hjemmel: "Bestemmelsen satsen hører til.",
    kilde: "Forskriften eller paragrafen som fastsetter beløpet.",
    sikkerhet: "A er lest i loven eller Norsk Lovtidend, ned til D, som ikke er bekreftet.",
  }),
  GjennomsnittligGrunnbeloep: komponent(SATSSVAR.gjennomsnitt, "Gjennomsnittet av G i et kalenderår.", {
    beloep: "Til nærmeste krone.",
    sumTolvMaaneder: "G for de tolv månedene lagt sammen.",
    hjemmel: "Bestemmelsen det bygger på.",
  }),
  Helse: komponent(helse, "Tjenesten svarer.", { status: "Alltid OK.", versjon: "Versjonen av tjenesten." }),
  Klar: komponent(klar, "Hva instansen sist visste om dem den kaller.", {
    status: "REDUSERT når en motpart ikke svarte sist den ble kalt.",
    motparter: "Alle motpartene, alltid i samme rekkefølge.",
  }),
  Motparttilstand: komponent(motparttilstand, "Hva som sist er kjent om en motpart.", {
    motpart: "Hvem det gjelder.",
    tilstand: "UKJENT når den ikke er kalt siden instansen startet.",
    sist: "Når den sist ble kalt. null når det ikke har skjedd.",
  }),
};
