// The functions about connections: API, pages and the nightly check.

import { app } from "@azure/functions";
import type { Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import type { SjekkTilkobling } from "../../shared/tilkobling/sjekk.ts";
import type { Kommune } from "../../shared/tilkobling/kommuner.ts";
import type { Tilkoblingslager } from "../../shared/tilkobling/lager.ts";
import type { FinnAvsender } from "../http/avsender.ts";
import type { FinnKommune } from "../http/kommune-i-sti.ts";
import type { IPlass } from "../http/plasser.ts";
import { createTilkobling } from "../tilkobling.ts";
import { createTilkoblingKontroll, KONTROLL_TIDSPLAN } from "../tilkobling-kontroll.ts";
import { createTilkoblingRegistrering } from "../tilkobling-registrering.ts";
import { createKommuneside, createOversiktside } from "../tilkobling-side.ts";
import { createTilkoblingSjekk } from "../tilkobling-sjekk.ts";
import { createTilkoblingVurdering } from "../tilkobling-vurdering.ts";
import { createTilkoblinger } from "../tilkoblinger.ts";
import { createTilslutningserklaering, type VurderErklaering } from "../tilslutningserklaering.ts";
import type { Bakgrunn } from "../bakgrunn.ts";
import type { Registrer } from "./registrer.ts";

export type TilkoblingsruterDeps = {
  readonly tjeneste: Registrer;
  readonly bakgrunn: Bakgrunn;
  readonly side: Registrer;
  readonly lager: Tilkoblingslager;
  readonly kommuner: readonly Kommune[];
  readonly finnKommune: FinnKommune;
  readonly finnAvsender: FinnAvsender;
  readonly leverandoer: Organisasjonsnummer;
  readonly sjekk: SjekkTilkobling;
  readonly vurder: VurderErklaering;
  /** For declarations that are taken in. */
  readonly iPlass: IPlass;
  readonly now: () => Date;
  readonly vent: (ms: number) => Promise<void>;
};

const ALLE = "api/v1/tilkoblinger";
const EN = `${ALLE}/{orgnr}`;

export function registrerTilkobling({ tjeneste, side, bakgrunn, ...deps }: TilkoblingsruterDeps): void {
  tjeneste("tilkoblinger", "GET", ALLE, createTilkoblinger(deps));
  tjeneste("tilkobling", "GET", EN, createTilkobling(deps));
  tjeneste("tilkobling-sjekk", "POST", `${EN}/sjekk`, createTilkoblingSjekk(deps));
  tjeneste(
    "tilslutningserklaering",
    "PUT",
    `${EN}/tilslutningserklaering`,
    createTilslutningserklaering(deps),
  );
  tjeneste("tilkobling-vurdering", "POST", `${EN}/vurdering`, createTilkoblingVurdering(deps));
  tjeneste("tilkobling-registrering", "POST", `${EN}/registrering`, createTilkoblingRegistrering(deps));
  side("oversiktside", "GET", "tilkobling", createOversiktside(deps));
  side("kommuneside", "GET", "tilkobling/{orgnr}", createKommuneside(deps));
  app.timer("tilkobling-kontroll", {
    schedule: KONTROLL_TIDSPLAN,
    handler: bakgrunn("tilkobling-kontroll", createTilkoblingKontroll(deps)),
  });
}
