import { mutantsOf } from "./mutant.ts";

export const VAULT_MUTANTS = mutantsOf("infra/modules/hvelv.bicep", [
  ["vault-version", "vaults@2026-02-01", "vaults@2024-11-01"],
  ["vault-rbac", "    enableRbacAuthorization: true\n"],
  ["vault-rbac", "enableRbacAuthorization: true", "enableRbacAuthorization: false"],
  ["vault-soft-delete", "enableSoftDelete: true", "enableSoftDelete: false"],
  ["vault-soft-delete-days", "softDeleteRetentionInDays: 90", "softDeleteRetentionInDays: 7"],
  ["vault-purge", "    enablePurgeProtection: true\n"],
  ["vault-firewall", "defaultAction: 'Deny'", "defaultAction: 'Allow'"],
  ["vault-bypass", "bypass: 'None'", "bypass: 'AzureServices'"],
  ["vault-open", "empty(driftsadresser) ? 'Disabled' : 'Enabled'", "'Enabled'"],
  ["vault-open", "for adresse in driftsadresser", "for adresse in concat(driftsadresser, ['203.0.113.1'])"],
  ["vault-deployments", "enabledForTemplateDeployment: false", "enabledForTemplateDeployment: true"],
  ["vault-machines", "    enabledForDeployment: false\n"],
  ["vault-disks", "    enabledForDiskEncryption: false\n"],
  ["vault-policies", "    enableSoftDelete: true", "    accessPolicies: []\n    enableSoftDelete: true"],
  [
    "vault-secrets",
    "resource logg ",
    "resource hemmelighet 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {\n  parent: hvelv\n  name: 'x'\n}\n\nresource logg ",
  ],
]).concat(mutantsOf("infra/main.bicep", [["vault-name", "take(suffiks, 6)", "take(suffiks, 7)"]]));
