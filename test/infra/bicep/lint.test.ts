import { expect, test } from "vitest";
import { lint } from "./lint.ts";
import { parse } from "./parse.ts";

const CLEAN = `targetScope = 'subscription'

@description('Required. Name.')
param navn string

@secure()
@description('Optional. Never given out.')
param noekkel string

var vekt = 3
var liste = [for (x, nr) in [1, 2]: nr + x + vekt]

resource konto 'T/t@1' existing = {
  name: navn
}

resource lager 'T/u@1' = {
  parent: konto
  name: 'a\${navn}'
  properties: {
    liste: liste
    noekkel: noekkel
  }

  resource del 'v' existing = {
    name: navn
  }
}

@description('Its id.')
output id string = lager::del.id
`;

function found(text: string): string[] {
  return lint(parse(text, "x.bicep")).map(({ rule, message }) => `${rule}: ${message}`);
}

test("a template with all its names in order has nothing wrong with it", () => {
  expect(found(CLEAN)).toEqual([]);
});

test.each<[what: string, find: string, replace: string, finding: string]>([
  [
    "a parameter nobody uses",
    "  name: navn\n}\n\nresource lager",
    "  name: 'x'\n}\n\nresource lager",
    "none",
  ],
  ["a variable nobody uses", "nr + x + vekt", "nr + x", "unused: var vekt is not used"],
  [
    "a resource that is referred to and not used",
    "  parent: konto\n",
    "",
    "unused: resource konto is not used",
  ],
  ["a name that is not declared", "name: 'a\${navn}'", "name: 'a\${nvan}'", "unknown: nvan is not declared"],
  [
    "a name from inside a loop used outside",
    "liste: liste",
    "liste: [liste, nr]",
    "unknown: nr is not declared",
  ],
  ["a function there is not", "var vekt = 3", "var vekt = tell(3)", "unknown: there is no function tell"],
  [
    "a decorator there is not",
    "@description('Its id.')",
    "@description('Its id.')\n@beskriv('x')",
    "unknown: there is no decorator beskriv",
  ],
  ["the same name twice", "var vekt = 3", "var vekt = 3\nvar navn = 4", "duplicate: navn is declared twice"],
  [
    "an output twice",
    "output id string",
    "output id string = 'x'\n\n@description('x')\noutput id string",
    "duplicate: id is declared twice",
  ],
  [
    "a parameter without a description",
    "@description('Required. Name.')\n",
    "",
    "undescribed: param navn has no description",
  ],
  ["an empty description", "'Required. Name.'", "' '", "undescribed: param navn has no description"],
  [
    "an output without a description",
    "@description('Its id.')\n",
    "",
    "undescribed: output id has no description",
  ],
  [
    "an output of a key",
    "lager::del.id",
    "listKeys(lager.id, '1').keys[0].value",
    "secret: output id gives a secret away",
  ],
  [
    "an output of a member that is a key",
    "lager::del.id",
    "lager.properties.primaryKey",
    "secret: output id gives a secret away",
  ],
  [
    "an output of a connection string",
    "lager::del.id",
    "lager.properties.ConnectionString",
    "secret: output id gives a secret away",
  ],
  [
    "an output of a secure parameter",
    "lager::del.id",
    "'x\${noekkel}'",
    "secret: output id gives a secret away",
  ],
  ["an output of a variable made of a secure parameter", "= 3", "= noekkel\nvar ny = vekt", "none"],
  [
    "an output that is called a secret",
    "output id",
    "output adminPassword",
    "secret: output adminPassword gives a secret away",
  ],
  [
    "a parameter that is called a secret and is not secure",
    "param navn string",
    "param navn string\n\n@description('x')\nparam dbPassword string",
    "secret: param dbPassword is not secure",
  ],
  [
    "a secure parameter with its secret in the file",
    "param noekkel string",
    "param noekkel string = 'x'",
    "secret: param noekkel has its secret in the file",
  ],
])("%s is found", (_, find, replace, finding) => {
  expect(CLEAN.split(find)).toHaveLength(2);
  const findings = found(CLEAN.replace(find, replace));
  if (finding === "none") expect(findings.filter((one) => !one.startsWith("unused: "))).toEqual([]);
  else expect(findings).toContain(finding);
});

test("a secret is followed through variables", () => {
  const text = CLEAN.replace("var vekt = 3", "var vekt = '\${noekkel}x'\nvar videre = [vekt]").replace(
    "lager::del.id",
    "videre[0]",
  );
  expect(found(text)).toEqual(["secret: output id gives a secret away"]);
});
