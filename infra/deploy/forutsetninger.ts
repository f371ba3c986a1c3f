// What must be in order before anything is deployed, told all at once where it can be.

import { z } from "zod";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { Argumenter } from "./argumenter.ts";
import type { Az } from "./az.ts";

/** What the templates use. A clean subscription knows none of them. */
const LEVERANDOERER = [
  "Microsoft.App",
  "Microsoft.Consumption",
  "Microsoft.EventGrid",
  "Microsoft.Insights",
  "Microsoft.KeyVault",
  "Microsoft.ManagedIdentity",
  "Microsoft.Network",
  "Microsoft.OperationalInsights",
  "Microsoft.Storage",
  "Microsoft.Web",
] as const;

/** What the example files hold until somebody replaces it. */
const EKSEMPLER: readonly (readonly [RegExp, string])[] = [
  [
    /MASKINPORTEN_CLIENT_ID: '0{8}-0{4}-0{4}-0{4}-0{12}'/,
    "MASKINPORTEN_CLIENT_ID: klienten fra Digdirs selvbetjening",
  ],
  [/LEVERANDOER_ORGNR: '999999999'/, "LEVERANDOER_ORGNR: organisasjonsnummeret kommunene delegerer til"],
  [/API_AUDIENCE: '[^']*example\.no/, "API_AUDIENCE: adressen tjenesten har"],
  [/OPERATOER_ISSUER: '[^']*0{8}-0{4}/, "OPERATOER_ISSUER: leietakeren (tenant) til operatøren i Entra ID"],
  [
    /OPERATOER_AUDIENCE: '0{8}-0{4}-0{4}-0{4}-0{12}'/,
    "OPERATOER_AUDIENCE: klient-ID-en til tjenestens app-registrering i Entra ID",
  ],
  [
    /param driftsgruppe = '0{8}-0{4}-0{4}-0{4}-0{12}'/,
    "driftsgruppe: objekt-ID-en til gruppen i Entra ID for dem som lager og bytter nøkler",
  ],
  [/param eier = '[^']*example\.no/, "eier: hvem som driver miljøet"],
  [/param kostnadssted = '0+'/, "kostnadssted: hvor kostnaden føres"],
  [/varslingsadresser = \[[^\]]*example\.no/, "varslingsadresser: hvem som får alarmene"],
];

/** What is still an example in a parameter file. */
export function finnEksempler(bicepparam: string): readonly string[] {
  return EKSEMPLER.filter(([moenster]) => moenster.test(bicepparam)).map(([, hva]) => hva);
}

/**
 * That budgets can be made from the month that is given: Azure takes the month that runs and the twelve after it, and never another
 * month later.
 */
export function kontrollerBudsjettFra(bicepparam: string, now: Date): Result<void, string> {
  const fra = /^param budsjettFra = '(\d{4}-\d{2})-01'$/m.exec(bicepparam)?.[1];
  if (fra === undefined) return err("budsjettFra skal være den første i en måned: åååå-mm-01.");
  const maaned = (antall: number): string =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + antall)).toISOString().slice(0, 7);
  return fra >= maaned(0) && fra <= maaned(12)
    ? ok(undefined)
    : err(
        `budsjettFra er ${fra}-01, men et nytt budsjett kan ikke begynne før denne måneden eller om mer enn et år. ` +
          `Sett ${maaned(0)}-01, og endre det aldri siden: Azure nekter.`,
      );
}

const versjonSchema = z.object({ "azure-cli": z.string() });
const kontoSchema = z.object({ id: z.string(), name: z.string() });
// Parameter files for deployments at the subscription, packages for Flex Consumption, and --validation-level of what-if.
const TIDLIGSTE_AZ = [2, 76] as const;

function erNyNok(versjon: string): boolean {
  const [stor = 0, liten = 0] = versjon.split(".").map(Number);
  return stor > TIDLIGSTE_AZ[0] || (stor === TIDLIGSTE_AZ[0] && liten >= TIDLIGSTE_AZ[1]);
}

/** That az is there, new enough, and logged in to the right subscription; gives its name. */
export async function kontrollerAz(
  az: Az,
  { miljoe, abonnement }: Argumenter,
): Promise<Result<string, string>> {
  const versjon = await az.spoer(["version"]);
  if (!versjon.ok) return versjon;
  const lest = versjonSchema.safeParse(versjon.value);
  if (!lest.success || !erNyNok(lest.data["azure-cli"])) {
    return err(`Azure CLI må være versjon ${TIDLIGSTE_AZ.join(".")} eller nyere. Kjør az upgrade.`);
  }
  const konto = await az.spoer(["account", "show"]);
  if (!konto.ok)
    return err(`Du er ikke logget inn. Kjør az login, og az account set --subscription <id>.\n${konto.feil}`);
  const { id, name } = kontoSchema.parse(konto.value);
  if (abonnement === undefined && miljoe === "prod") {
    return err(
      `Si hvilket abonnement som er produksjon: --abonnement <id>. az er logget inn på ${name} (${id}).`,
    );
  }
  if (abonnement !== undefined && abonnement !== id && abonnement !== name) {
    return err(
      `az er logget inn på ${name} (${id}), ikke på ${abonnement}. Kjør az account set --subscription ${abonnement}.`,
    );
  }
  return ok(name);
}

const REGISTRERTE = "[?registrationState=='Registered'].namespace";
const navneneSchema = z.array(z.string());
const regionerSchema = z.array(z.object({ name: z.string() }));

/** Makes the subscription know the services the templates use. Gives the names of those it did not know. */
export async function registrerLeverandoerer(az: Az): Promise<Result<readonly string[], string>> {
  const svar = await az.spoer(["provider", "list", "--query", REGISTRERTE]);
  if (!svar.ok) return svar;
  const registrerte = navneneSchema.safeParse(svar.value);
  if (!registrerte.success) return err("az provider list svarte ikke med navn.");
  const nye = LEVERANDOERER.filter((navn) => !registrerte.data.includes(navn));
  for (const navn of nye) {
    const registrert = await az.spoer(["provider", "register", "--namespace", navn, "--wait"]);
    if (!registrert.ok) return err(`${navn} kunne ikke tas i bruk i abonnementet.\n${registrert.feil}`);
  }
  return ok(nye);
}

/** That the plan is offered in the region. */
export async function kontrollerRegion(az: Az, region: string): Promise<Result<void, string>> {
  const svar = await az.spoer(["functionapp", "list-flexconsumption-locations"]);
  if (!svar.ok) return svar;
  const lest = regionerSchema.safeParse(svar.value);
  const tilbys =
    lest.success && lest.data.some(({ name }) => name.replaceAll(" ", "").toLowerCase() === region);
  return tilbys
    ? ok(undefined)
    : err(`Flex Consumption tilbys ikke i ${region}. Velg den andre regionen i Norge.`);
}
