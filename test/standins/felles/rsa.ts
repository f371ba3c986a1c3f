// RSA keys for the stand-ins. A pair takes a sixteenth of a second of a core, and a service with all its counterparts has seven.

import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { fellesmappe, hvisFinnes, skrivHelt } from "./mappe.ts";

const generer = promisify(generateKeyPair);

export type Rsapar = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };

let antall = 0;

/** RSA-2048, as no other in this process. Another process of the same run of tests may have the same. */
export async function nyttRsapar(): Promise<Rsapar> {
  const mappe = fellesmappe();
  if (mappe === undefined) return generer("rsa", { modulusLength: 2048 });
  const navn = `rsa-${antall}.pem`;
  antall += 1;
  const pem = await hvisFinnes(readFile(join(mappe, navn), "utf8"));
  if (pem !== undefined) {
    const privateKey = createPrivateKey(pem);
    return { privateKey, publicKey: createPublicKey(privateKey) };
  }
  const par = await generer("rsa", { modulusLength: 2048 });
  await skrivHelt(mappe, navn, par.privateKey.export({ format: "pem", type: "pkcs8" }).toString());
  return par;
}
