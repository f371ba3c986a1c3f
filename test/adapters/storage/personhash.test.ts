import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  hashAbonnent,
  hashPersonidentifikator,
  lesPepper,
  personfilter,
  personkolonner,
} from "../../../shared/adapters/storage/personhash.ts";
import { Personidentifikator } from "../../../shared/kernel/personidentifikator.ts";

const PEPPER = Buffer.alloc(32, 7);

function person(nummer: string): Personidentifikator {
  const lest = Personidentifikator.av(nummer);
  if (lest === undefined) throw new Error("not eleven digits");
  return lest;
}

describe("the hash of a person", () => {
  it("is HMAC-SHA256 with the pepper as key, so that whoever has it can find a person again", () => {
    const ventet = createHmac("sha256", PEPPER).update("01895099511").digest("base64url");
    expect(hashPersonidentifikator(person("01895099511"), PEPPER)).toBe(ventet);
  });

  it("of a subscription is another than that of the access log, made of the purpose and the number", () => {
    const ventet = createHmac("sha256", PEPPER).update("abonnement 01895099511").digest("base64url");
    expect(hashAbonnent(person("01895099511"), PEPPER)).toBe(ventet);
    expect(ventet).not.toBe(hashPersonidentifikator(person("01895099511"), PEPPER));
  });

  it("differs between persons and between peppers", () => {
    const hashes = [
      hashPersonidentifikator(person("01895099511"), PEPPER),
      hashPersonidentifikator(person("01895099512"), PEPPER),
      hashPersonidentifikator(person("01895099511"), Buffer.alloc(32, 8)),
    ];
    expect(new Set(hashes).size).toBe(3);
  });
});

describe("the pepper", () => {
  it("is 32 bytes as base64url", () => {
    expect(lesPepper(PEPPER.toString("base64url"))).toEqual(PEPPER);
  });

  it.each([
    ["empty", ""],
    ["too short", Buffer.alloc(31, 7).toString("base64url")],
    ["too long", Buffer.alloc(33, 7).toString("base64url")],
    ["in hex", PEPPER.toString("hex")],
    ["plain base64", Buffer.alloc(32, 255).toString("base64")],
    ["of 43 characters that are not 32 bytes", `${PEPPER.toString("base64url").slice(0, -1)}d`],
    ["followed by a line break", `${PEPPER.toString("base64url")}\n`],
  ])("is not something %s", (_, tekst) => {
    expect(lesPepper(tekst)).toBe(undefined);
  });
});

describe("the search for a person", () => {
  it("asks about each of the twelve columns and leaves room for a range of partitions", () => {
    const filter = personfilter(hashPersonidentifikator(person("01895099511"), PEPPER));
    expect(filter.match(/ eq /g)).toHaveLength(12);
    expect(filter).toContain(personkolonner(0).person);
    expect(filter).toContain(personkolonner(11).person);
  });

  it("takes nothing but a hash", () => {
    expect(() => personfilter("x' or PartitionKey ne '")).toThrow(RangeError);
  });
});
