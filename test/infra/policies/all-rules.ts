import { ALARM_RULES } from "./alarms.ts";
import { APP_RULES } from "./app.ts";
import { HYGIENE_RULES } from "./hygiene.ts";
import { MONITORING_RULES } from "./monitoring.ts";
import { NETWORK_RULES } from "./network.ts";
import { PARAMETER_RULES } from "./parameters.ts";
import { ROLE_RULES } from "./roles.ts";
import type { Rule } from "./rule.ts";
import { STORAGE_RULES } from "./storage.ts";
import { VAULT_RULES } from "./vault.ts";

/** Every rule, by area. */
export const ALL_RULES: readonly Rule[] = [
  ...APP_RULES,
  ...STORAGE_RULES,
  ...VAULT_RULES,
  ...NETWORK_RULES,
  ...ROLE_RULES,
  ...MONITORING_RULES,
  ...ALARM_RULES,
  ...HYGIENE_RULES,
  ...PARAMETER_RULES,
];
