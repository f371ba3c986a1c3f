// The resources: deployed, shown as they would be, or looked up as they are.

import { z } from "zod";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { kommando, type Argumenter } from "./argumenter.ts";
import type { Az } from "./az.ts";

const utdata = <T extends z.ZodType>(verdi: T) => z.object({ value: verdi });

const utdataSchema = z.object({
  ressursgruppe: utdata(z.string()),
  appnavn: utdata(z.string()),
  vertsnavn: utdata(z.string()),
  hvelvUrl: utdata(z.string()),
  utgaaendeAdresse: utdata(z.string()),
  noekkelinnstillinger: utdata(z.record(z.string(), z.string())),
});

/** What a deployment gave names to. */
export type Ressurser = {
  readonly ressursgruppe: string;
  readonly appnavn: string;
  readonly vertsnavn: string;
  readonly hvelvUrl: string;
  readonly utgaaendeAdresse: string;
  readonly noekkelinnstillinger: Readonly<Record<string, string>>;
};

function lesUtdata(json: unknown): Result<Ressurser, string> {
  const lest = utdataSchema.safeParse(json);
  if (!lest.success)
    return err("Utrullingen har ikke de utdataene den skal ha. Er den fra en annen versjon?");
  const { ressursgruppe, appnavn, vertsnavn, hvelvUrl, utgaaendeAdresse, noekkelinnstillinger } = lest.data;
  return ok({
    ressursgruppe: ressursgruppe.value,
    appnavn: appnavn.value,
    vertsnavn: vertsnavn.value,
    hvelvUrl: hvelvUrl.value,
    utgaaendeAdresse: utgaaendeAdresse.value,
    noekkelinnstillinger: noekkelinnstillinger.value,
  });
}

const utrullingSchema = z.object({ properties: z.object({ outputs: z.unknown() }) });

function navn(miljoe: string): string {
  return `egenandel-${miljoe}`;
}

function felles(miljoe: string, region: string): readonly string[] {
  return ["--name", navn(miljoe), "--location", region, "--parameters", `infra/${miljoe}.bicepparam`];
}

/** Makes the resources what the templates say. May be run again: what is as it should be, stays. */
export async function rullUt(az: Az, miljoe: string, region: string): Promise<Result<Ressurser, string>> {
  const svar = await az.spoer([
    "deployment",
    "sub",
    "create",
    ...felles(miljoe, region),
    "--no-prompt",
    "true",
  ]);
  if (!svar.ok) return svar;
  const lest = utrullingSchema.safeParse(svar.value);
  return lest.success ? lesUtdata(lest.data.properties.outputs) : err("az svarte ikke med en utrulling.");
}

/** Shows what would be changed. Asked as one who may change nothing: that is all a pull request's identity may. */
export function hvaHvis(az: Az, miljoe: string, region: string): Promise<Result<void, string>> {
  return az.vis([
    ...["deployment", "sub", "what-if", ...felles(miljoe, region), "--no-prompt", "true"],
    ...["--validation-level", "ProviderNoRbac"],
  ]);
}

function visUtrulling(az: Az, miljoe: string): Promise<Result<unknown, string>> {
  return az.spoer(["deployment", "sub", "show", "--name", navn(miljoe)]);
}

/** Whether Azure has never seen a deployment of the environment, not even one that failed. */
export async function erFoersteGang(az: Az, miljoe: string): Promise<boolean> {
  const svar = await visUtrulling(az, miljoe);
  return !svar.ok && svar.feil.includes("DeploymentNotFound");
}

/** The names given by the last deployment. */
export async function slaaOpp(az: Az, argumenter: Argumenter): Promise<Result<Ressurser, string>> {
  const { miljoe } = argumenter;
  const svar = await visUtrulling(az, miljoe);
  if (!svar.ok)
    return err(
      `Miljøet ${miljoe} er ikke rullet ut. Kjør npm run ${kommando(argumenter)} først.\n${svar.feil}`,
    );
  const lest = utrullingSchema.safeParse(svar.value);
  return lest.success ? lesUtdata(lest.data.properties.outputs) : err("az svarte ikke med en utrulling.");
}

/** Sends a package in one deploy. The platform keeps it in the container given in the templates. */
export async function leggUt(
  az: Az,
  { ressursgruppe, appnavn }: Ressurser,
  fil: string,
): Promise<Result<void, string>> {
  const svar = await az.spoer([
    ...["functionapp", "deployment", "source", "config-zip"],
    ...["--resource-group", ressursgruppe, "--name", appnavn],
    ...["--src", fil, "--build-remote", "false", "--timeout", "600"],
  ]);
  return svar.ok ? ok(undefined) : err(`Pakken ble ikke tatt imot.\n${svar.feil}`);
}
