// One run of the sender: webhooks whose feeds have grown since they were last told, a few at a time. What became of it is kept
// afterwards; ended in between, the same is told again under the same id.

import type { Feil } from "../kernel/feil.ts";
import { createEtterTur } from "../kernel/etter-tur.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import { ok, type Result } from "../kernel/result.ts";
import type { Endringslager, LestWebhook, Webhooklager } from "./lager.ts";
import { erForfall, etterForsoek, type Stansaarsak, type Webhook } from "./webhook.ts";
import { endringsmelding, sendTilWebhook, type SendTilWebhookDeps } from "./webhookmelding.ts";

export type VarsleDeps = SendTilWebhookDeps & {
  readonly webhooker: Pick<Webhooklager, "list" | "hent" | "lagre">;
  readonly endringer: Pick<Endringslager, "neste">;
  /** Random number in [0, 1), so that receivers that failed together are not tried together. */
  readonly tilfeldig: () => number;
  /** A signal that fires when nothing more may be begun. */
  readonly nyFrist: () => AbortSignal;
};

export type Varslingsutfall =
  /** Everybody who should be told has been tried. */
  | "FERDIG"
  /** Time was out; the next run goes on. */
  | "TIDEN_UTE"
  /** Storage or a key failed for at least one; the next run tries again. */
  | "FEILET";

export type Varsling = {
  readonly utfall: Varslingsutfall;
  /** The first of them. */
  readonly feil?: Feil;
  readonly webhooker: number;
  /** Of those, how many stood stopped when the run began. */
  readonly stansede: number;
  readonly levert: number;
  /** Receivers that did not take it. */
  readonly ikkeLevert: number;
};

/** Hears of a webhook that has been stopped. */
export type MeldStanset = (kommune: Organisasjonsnummer, aarsak: Stansaarsak) => void;

export type Varsle = (meldStanset: MeldStanset) => Promise<Varsling>;

/** Receivers told at the same time. */
const SAMTIDIGE = 8;

/** Creates the run. */
export function createVarsle(deps: VarsleDeps): Varsle {
  const { webhooker, endringer, now, tilfeldig } = deps;

  type Kjoering = { levert: number; ikkeLevert: number; tidenUte: boolean; feil: Feil | undefined };

  /** Keeps what became of it, and says whether it is kept: not when somebody else has changed or removed it since it was read. */
  async function lagre(lest: LestWebhook, etter: Webhook): Promise<Result<boolean, Feil>> {
    const lagret = await webhooker.lagre(lest, etter);
    if (!lagret.ok) return lagret;
    if (lagret.value === "LAGRET" || etter.status === "AKTIV") return ok(lagret.value === "LAGRET");
    // It may have been this run that wrote, though the answer was lost: a stop must not go untold for that.
    const naa = await webhooker.hent(etter.kommune);
    if (!naa.ok) return naa;
    const { status, sisteForsoek } = naa.value?.webhook ?? {};
    const vaart = sisteForsoek?.tidspunkt.getTime() === etter.sisteForsoek?.tidspunkt.getTime();
    return ok(status === "STANSET" && vaart);
  }

  async function varsleEn(listet: Webhook, kjoering: Kjoering, meldStanset: MeldStanset): Promise<void> {
    const { kommune } = listet;
    const merkFeil = (feil: Feil): void => {
      kjoering.feil ??= feil;
    };
    const hode = await endringer.neste(kommune);
    if (!hode.ok) {
      merkFeil(hode.feil);
      return;
    }
    const neste = hode.value;
    if (neste <= listet.varslesFra) return;
    // Its turn may come a minute after it was listed, and it may be removed, told or changed by then.
    const hentet = await webhooker.hent(kommune);
    if (!hentet.ok) {
      merkFeil(hentet.feil);
      return;
    }
    const lest = hentet.value;
    if (lest === undefined || !erForfall(lest.webhook, now()) || neste <= lest.webhook.varslesFra) return;
    const { webhook } = lest;
    const levering = await sendTilWebhook(deps, webhook, endringsmelding(webhook, neste, now()));
    if (!levering.ok) {
      merkFeil(levering.feil);
      return;
    }
    if (levering.value.utfall === "LEVERT") kjoering.levert += 1;
    else kjoering.ikkeLevert += 1;
    const etter = etterForsoek(webhook, {
      levering: levering.value,
      neste,
      naa: now(),
      tilfeldig: tilfeldig(),
    });
    const lagret = await lagre(lest, etter.webhook);
    if (!lagret.ok) merkFeil(lagret.feil);
    else if (lagret.value && etter.stanset !== undefined) meldStanset(kommune, etter.stanset);
  }

  return async (meldStanset) => {
    const frist = deps.nyFrist();
    const alle = await webhooker.list();
    if (!alle.ok) {
      return { utfall: "FEILET", feil: alle.feil, webhooker: 0, stansede: 0, levert: 0, ikkeLevert: 0 };
    }
    const kjoering: Kjoering = { levert: 0, ikkeLevert: 0, tidenUte: false, feil: undefined };
    const etterTur = createEtterTur(SAMTIDIGE);
    // Those that fail last: they may take the whole of their time, and should not take that of the others.
    const forfalte = alle.value
      .filter(({ webhook }) => erForfall(webhook, now()))
      .sort((a, b) => a.webhook.feilPaaRad - b.webhook.feilPaaRad);
    await Promise.all(
      forfalte.map(({ webhook }) =>
        etterTur(async () => {
          if (frist.aborted) kjoering.tidenUte = true;
          else await varsleEn(webhook, kjoering, meldStanset);
        }),
      ),
    );
    const { levert, ikkeLevert, tidenUte, feil } = kjoering;
    const stansede = alle.value.filter(({ webhook }) => webhook.status === "STANSET").length;
    const telling = { webhooker: alle.value.length, stansede, levert, ikkeLevert };
    if (feil !== undefined) return { utfall: "FEILET", feil, ...telling };
    return { utfall: tidenUte ? "TIDEN_UTE" : "FERDIG", ...telling };
  };
}
