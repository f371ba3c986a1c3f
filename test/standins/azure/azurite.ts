// Azure Storage as Azurite, in a process of its own, over TLS and with tokens only: no shared keys anywhere.

import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tls } from "./http-server.ts";

/** Where an account is, as the clients take it. */
export type Lageradresser = {
  readonly blobUrl: string;
  readonly queueUrl: string;
  readonly tableUrl: string;
};

/** A process, and the addresses of each of its accounts. */
export type Azuriteprosess = {
  readonly pid: number;
  readonly adresser: (konto: string) => Lageradresser;
  /** Ends the process and removes its folder. May be called again. */
  readonly stop: () => Promise<void>;
};

export type Azurite = Lageradresser & {
  readonly pid: number;
  /** Ends the process and removes its folder. May be called again. One that is shared goes on. */
  stop(): Promise<void>;
};

const KONTO = "devstoreaccount1";
const KLAR_INNEN_MS = 20_000;
const TJENESTER = ["Blob", "Queue", "Table"] as const;

function argumenter(mappe: string): string[] {
  return [
    ...["--oauth", "basic", "--cert", join(mappe, "cert.pem"), "--key", join(mappe, "key.pem")],
    ...["--blobPort", "0", "--queuePort", "0", "--tablePort", "0"],
    ...["--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"],
  ];
}

/** The address of each service once its line has been printed; ports are chosen by the system. */
function lesAdresser(utskrift: string): readonly string[] | undefined {
  const adresser = TJENESTER.map(
    (tjeneste) =>
      new RegExp(`${tjeneste} service is successfully listening at (https://[\\d.]+:\\d+)`).exec(
        utskrift,
      )?.[1],
  );
  return adresser.every((adresse) => adresse !== undefined) ? adresser : undefined;
}

/** An account needs a key, though no client here is ever given one. */
function kontoliste(kontoer: readonly string[]): string {
  const noekkel = randomBytes(32).toString("base64");
  return kontoer.map((konto) => `${konto}:${noekkel}`).join(";");
}

/** Starts Azurite with a server certificate for 127.0.0.1; resolves when all three services answer. */
export async function startAzurite(tls: Tls): Promise<Azurite> {
  const { pid, adresser, stop } = await startAzuriteprosess(tls, [KONTO]);
  return { pid, ...adresser(KONTO), stop };
}

/** The same with so many accounts, that see nothing of each other. */
export async function startAzuriteprosess(
  { cert, key }: Tls,
  kontoer: readonly string[],
): Promise<Azuriteprosess> {
  const mappe = await mkdtemp(join(tmpdir(), "egenandel-azurite-"));
  await Promise.all([
    writeFile(join(mappe, "cert.pem"), cert, { mode: 0o600 }),
    writeFile(join(mappe, "key.pem"), key, { mode: 0o600 }),
  ]);
  const child = fork(
    createRequire(import.meta.url).resolve("azurite/dist/src/azurite.js"),
    argumenter(mappe),
    {
      cwd: mappe,
      env: { ...process.env, AZURITE_ACCOUNTS: kontoliste(kontoer) },
      execPath: process.execPath,
      execArgv: ["--import", new URL("./end-with-parent.ts", import.meta.url).href],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  const endret = once(child, "exit");

  async function stop(): Promise<void> {
    child.kill("SIGKILL");
    await endret;
    await rm(mappe, { recursive: true, force: true });
  }

  const klar = new Promise<readonly string[]>((resolve, reject) => {
    let utskrift = "";
    const tidsfrist = setTimeout(() => {
      reject(new Error("Azurite was not ready in time"));
    }, KLAR_INNEN_MS);
    child.stdout?.setEncoding("utf8").on("data", (tekst: string) => {
      utskrift += tekst;
      const adresser = lesAdresser(utskrift);
      if (adresser === undefined) return;
      clearTimeout(tidsfrist);
      resolve(adresser);
    });
    child.stderr?.resume();
    child.once("exit", (kode) => {
      clearTimeout(tidsfrist);
      reject(new Error(`Azurite ended with status ${kode ?? "none"} before it was ready`));
    });
  });

  try {
    const [blob, queue, table] = await klar;
    if (child.pid === undefined) throw new Error("Azurite has no process");
    return {
      pid: child.pid,
      adresser: (konto) => ({
        blobUrl: `${blob ?? ""}/${konto}`,
        queueUrl: `${queue ?? ""}/${konto}`,
        tableUrl: `${table ?? ""}/${konto}`,
      }),
      stop,
    };
  } catch (aarsak) {
    await stop();
    throw aarsak;
  }
}
