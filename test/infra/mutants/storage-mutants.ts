import { mutantsOf } from "./mutant.ts";

export const STORAGE_MUTANTS = mutantsOf("infra/modules/lager.bicep", [
  ["storage-keys", "    allowSharedKeyAccess: false\n"],
  ["storage-keys", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true"],
  ["storage-oauth", "    defaultToOAuthAuthentication: true\n"],
  ["storage-anonymous", "    allowBlobPublicAccess: false\n"],
  ["storage-anonymous", "allowBlobPublicAccess: false", "allowBlobPublicAccess: true"],
  ["storage-https", "supportsHttpsTrafficOnly: true", "supportsHttpsTrafficOnly: false"],
  ["storage-tls", "minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion: 'TLS1_1'"],
  ["storage-firewall", "defaultAction: 'Deny'", "defaultAction: 'Allow'"],
  ["storage-firewall", "      defaultAction: 'Deny'\n"],
  ["storage-bypass", "bypass: 'None'", "bypass: 'AzureServices'"],
  ["storage-open", "empty(driftsadresser) ? 'Disabled' : 'Enabled'", "'Enabled'"],
  ["storage-open", "for adresse in driftsadresser", "for adresse in ['0.0.0.0/0']"],
  ["storage-tenant", "    allowCrossTenantReplication: false\n"],
  ["storage-copy", "    allowedCopyScope: 'AAD'\n"],
  ["storage-local-users", "    isLocalUserEnabled: false\n"],
  ["storage-sftp", "isSftpEnabled: false", "isSftpEnabled: true"],
  [
    "storage-soft-delete",
    " deleteRetentionPolicy: {\n      enabled: true",
    " deleteRetentionPolicy: {\n      enabled: false",
  ],
  [
    "storage-container-soft-delete",
    "containerDeleteRetentionPolicy: {\n      enabled: true\n      days: angredager",
    "containerDeleteRetentionPolicy: {\n      enabled: true\n      days: 1",
  ],
  ["storage-containers", "publicAccess: 'None'", "publicAccess: 'Blob'"],
  ["storage-lifecycle", "var slettEtterDager = 30", "var slettEtterDager = 365"],
  [
    "storage-lifecycle",
    "          type: 'Lifecycle'\n          enabled: true",
    "          type: 'Lifecycle'\n          enabled: false",
  ],
  ["storage-lifecycle", "'etteroppgjoer/'", "'etteroppgjør/'"],
]).concat(
  mutantsOf("infra/test.bicepparam", [["storage-replication", "'Standard_ZRS'", "'Standard_LRS'"]]),
  mutantsOf("infra/main.bicep", [["storage-name", "take(suffiks, 9)", "take(suffiks, 13)"]]),
);
