// Rules of the vault.

import { at } from "../bicep/value.ts";
import { each, nameAsDeployed, ofType, property, type Rule } from "./rule.ts";
import { isClosed } from "./storage.ts";

const VAULT = "Microsoft.KeyVault/vaults";
const own = (path: string): string => `properties.${path}`;

export const VAULT_RULES: readonly Rule[] = [
  {
    id: "vault-version",
    says: "the API version of the vault is one that is not retired",
    check: ({ resources }) =>
      resources.filter((r) => r.type === VAULT && r.apiVersion !== "2026-02-01").map((r) => r.path),
  },
  property("vault-rbac", "access by role [Azure.KeyVault.RBAC]", VAULT, own("enableRbacAuthorization"), true),
  property(
    "vault-soft-delete",
    "what is deleted can be had back [SoftDelete]",
    VAULT,
    own("enableSoftDelete"),
    true,
  ),
  property("vault-soft-delete-days", "for ninety days", VAULT, own("softDeleteRetentionInDays"), 90),
  property(
    "vault-purge",
    "and nobody can hasten its end [PurgeProtect]",
    VAULT,
    own("enablePurgeProtection"),
    true,
  ),
  property(
    "vault-firewall",
    "the network is closed unless opened [Firewall]",
    VAULT,
    own("networkAcls.defaultAction"),
    "Deny",
  ),
  property("vault-bypass", "no service of Azure passes by it", VAULT, own("networkAcls.bypass"), "None"),
  each(
    "vault-open",
    "only the given addresses pass, and none when none is given",
    VAULT,
    ({ body }, d) => !isClosed(body, d),
  ),
  property(
    "vault-deployments",
    "templates do not read it",
    VAULT,
    own("enabledForTemplateDeployment"),
    false,
  ),
  property("vault-machines", "machines do not read it", VAULT, own("enabledForDeployment"), false),
  property("vault-disks", "disks do not use it", VAULT, own("enabledForDiskEncryption"), false),
  each(
    "vault-policies",
    "no access policies beside the roles [AccessPolicy]",
    VAULT,
    ({ body }) => at(body, own("accessPolicies")) !== undefined,
  ),
  each("vault-name", "a name that is allowed, at most 24 characters [Name]", VAULT, ({ body }) => {
    const text = nameAsDeployed(body);
    return !/^[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/.test(text) || text.includes("--");
  }),
  {
    id: "vault-secrets",
    says: "no template makes a secret: its value would be in the deployment",
    check: (d) => [...ofType(d, `${VAULT}/secrets`), ...ofType(d, `${VAULT}/keys`)].map(({ path }) => path),
  },
];
