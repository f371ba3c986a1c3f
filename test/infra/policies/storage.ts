// Rules of the storage account.

import type { Deployment } from "../bicep/deployment.ts";
import { at, listAt, type Value } from "../bicep/value.ts";
import { each, nameAsDeployed, ofType, property, texts, type Rule } from "./rule.ts";

const ACCOUNT = "Microsoft.Storage/storageAccounts";
const BLOBS = `${ACCOUNT}/blobServices`;
const own = (path: string): string => `properties.${path}`;

function keepsDeleted(id: string, says: string, path: string): Rule {
  return each(id, says, BLOBS, ({ body }) => {
    const days = at(body, own(`${path}.days`));
    return at(body, own(`${path}.enabled`)) !== true || typeof days !== "number" || days < 7;
  });
}

/** Who runs the service may be let in by address; nobody else, and not at all when no address is given. */
export function isClosed(body: Value, { parameters }: Deployment): boolean {
  const given = texts(parameters.driftsadresser);
  const open = listAt(body, own("networkAcls.ipRules")).map((rule) => at(rule, "value"));
  const expected = given.length === 0 ? "Disabled" : "Enabled";
  return (
    at(body, own("publicNetworkAccess")) === expected &&
    open.length === given.length &&
    open.every((address) => typeof address === "string" && given.includes(address))
  );
}

/** Days until what is in a container is deleted; undefined when it is kept. */
function deletedAfter(deployment: Deployment, prefix: string): Value | undefined {
  const rules = ofType(deployment, `${ACCOUNT}/managementPolicies`).flatMap(({ body }) =>
    listAt(body, own("policy.rules")),
  );
  const rule = rules.find((one) => texts(at(one, "definition.filters.prefixMatch")).includes(prefix));
  return at(rule, "enabled") === true
    ? at(rule, "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan")
    : undefined;
}

export const STORAGE_RULES: readonly Rule[] = [
  property("storage-keys", "no shared keys", ACCOUNT, own("allowSharedKeyAccess"), false),
  property(
    "storage-oauth",
    "the portal asks with the user's own identity",
    ACCOUNT,
    own("defaultToOAuthAuthentication"),
    true,
  ),
  property(
    "storage-anonymous",
    "nobody reads without an identity [Azure.Storage.BlobPublicAccess, NS-2]",
    ACCOUNT,
    own("allowBlobPublicAccess"),
    false,
  ),
  property(
    "storage-https",
    "only https [SecureTransfer, DP-3]",
    ACCOUNT,
    own("supportsHttpsTrafficOnly"),
    true,
  ),
  property("storage-tls", "TLS 1.2 or later [MinTLS]", ACCOUNT, own("minimumTlsVersion"), "TLS1_2", "TLS1_3"),
  property(
    "storage-firewall",
    "the network is closed unless opened [Firewall]",
    ACCOUNT,
    own("networkAcls.defaultAction"),
    "Deny",
  ),
  property("storage-bypass", "no service of Azure passes by it", ACCOUNT, own("networkAcls.bypass"), "None"),
  each(
    "storage-open",
    "only the given addresses pass, and none when none is given",
    ACCOUNT,
    ({ body }, d) => !isClosed(body, d),
  ),
  property(
    "storage-replication",
    "a copy in another zone or region [UseReplication]",
    ACCOUNT,
    "sku.name",
    "Standard_ZRS",
    "Standard_GRS",
    "Standard_GZRS",
  ),
  property(
    "storage-tenant",
    "no copies to other tenants",
    ACCOUNT,
    own("allowCrossTenantReplication"),
    false,
  ),
  property("storage-copy", "copies only inside the tenant", ACCOUNT, own("allowedCopyScope"), "AAD"),
  property("storage-local-users", "no users of its own", ACCOUNT, own("isLocalUserEnabled"), false),
  property("storage-sftp", "no SFTP", ACCOUNT, own("isSftpEnabled"), false),
  keepsDeleted(
    "storage-soft-delete",
    "what is deleted can be had back for a week [SoftDelete]",
    "deleteRetentionPolicy",
  ),
  keepsDeleted(
    "storage-container-soft-delete",
    "containers too [ContainerSoftDelete]",
    "containerDeleteRetentionPolicy",
  ),
  property(
    "storage-containers",
    "no container is open [BlobAccessType]",
    `${BLOBS}/containers`,
    own("publicAccess"),
    "None",
  ),
  each(
    "storage-name",
    "a name that is allowed: 3 to 24 small letters and digits",
    ACCOUNT,
    ({ body }) => !/^[a-z0-9]{3,24}$/.test(nameAsDeployed(body)),
  ),
  {
    id: "storage-lifecycle",
    says: "settlements in bulk are deleted after thirty days",
    check: (deployment) => (deletedAfter(deployment, "etteroppgjoer/") === 30 ? [] : ["etteroppgjoer/"]),
  },
];
