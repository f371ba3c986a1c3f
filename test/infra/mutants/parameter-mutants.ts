import { mutantsOf, type Mutant } from "./mutant.ts";

export const PARAMETER_MUTANTS: readonly Mutant[] = [
  ...mutantsOf("infra/main.bicep", [
    ["parameters-bounded", "@allowed([\n  'test'\n  'prod'\n])\n"],
    ["parameters-bounded", "@minLength(1)\nparam varslingsadresser", "param varslingsadresser"],
    [
      "parameters-bounded",
      "@minValue(30)\n@maxValue(730)\nparam loggdager",
      "@maxValue(730)\nparam loggdager",
    ],
    [
      "parameters-bounded",
      "@minValue(30)\n@maxValue(730)\nparam loggdager",
      "@minValue(30)\nparam loggdager",
    ],
    ["parameters-bounded", "@minLength(36)\n@maxLength(36)\nparam driftsgruppe", "param driftsgruppe"],
    ["order-app", "  dependsOn: [\n    roller\n    privateEndepunkter\n  ]\n"],
    ["order-app", "    roller\n    privateEndepunkter\n", "    privateEndepunkter\n"],
    ["order-app", "    roller\n    privateEndepunkter\n", "    roller\n"],
  ]),
  ...mutantsOf("infra/prod.bicepparam", [
    ["vault-secret-names", "'maskinporten-noekkel'", "'maskinporten_noekkel'"],
    ["budget-start", "'2026-12-01'", "'2026-12-02'"],
  ]),
  ...mutantsOf("infra/modules/overvaaking.bicep", [
    ["alarms-short-name", "groupShortName: 'egenandel'", "groupShortName: 'egenandel-test'"],
    ["alarms-short-name", "    groupShortName: 'egenandel'\n"],
  ]),
];
