import { mutantsOf, type Mutant } from "./mutant.ts";

export const HYGIENE_MUTANTS: readonly Mutant[] = [
  ...mutantsOf("infra/modules/lager.bicep", [
    ["versions", "storageAccounts@2026-04-01", "storageAccounts@2023-05-01"],
    ["tags", "  tags: merker\n"],
    [
      "regions",
      "  location: location\n  tags: merker\n  kind",
      "  location: 'global'\n  tags: merker\n  kind",
    ],
    ["lock-storage", "if (laas) {", "if (false) {"],
    ["lock-storage", "level: 'CanNotDelete'", "level: 'ReadOnly'"],
  ]),
  ...mutantsOf("infra/modules/hvelv.bicep", [["lock-vault", "if (laas) {", "if (!laas) {"]]),
  ...mutantsOf("infra/modules/identitet.bicep", [
    ["location-literal", "  location: location\n", "  location: 'norwayeast'\n"],
  ]),
  ...mutantsOf("infra/modules/alarmer.bicep", [
    [
      "regions",
      "  name: '${navn}-tilgjengelighet'\n  location: 'global'",
      "  name: '${navn}-tilgjengelighet'\n  location: location",
    ],
  ]),
  ...mutantsOf("infra/main.bicep", [
    ["tags", "  eier: eier\n"],
    ["location-choices", "  'norwaywest'\n", "  'norwaywest'\n  'westeurope'\n"],
    ["location-choices", "@allowed([\n  'norwayeast'\n  'norwaywest'\n])\n"],
    ["regions", "param location string = 'norwayeast'", "param location string = 'westeurope'"],
    [
      "environments",
      "    laas: laas\n  }\n}\n\nmodule hvelv",
      "    laas: miljoe == 'prod'\n  }\n}\n\nmodule hvelv",
    ],
    [
      "budget-total",
      "beloep: budsjett.total\n        tjenester: []",
      "beloep: budsjett.total\n        tjenester: ['Storage']",
    ],
    ["budget-network", "          'NAT Gateway'\n"],
    ["budget-telemetry", "        navn: 'telemetri'", "        navn: 'annet'"],
  ]),
];
