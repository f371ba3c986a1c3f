// Rules of the network.

import type { Deployment } from "../bicep/deployment.ts";
import { asText, at, listAt, Symbolic, type Value } from "../bicep/value.ts";
import { deployed, each, ofType, texts, type Rule } from "./rule.ts";

const NETWORK = "Microsoft.Network/virtualNetworks";
const GROUP = "Microsoft.Network/networkSecurityGroups";
const ENDPOINT = "Microsoft.Network/privateEndpoints";
const ZONE = "Microsoft.Network/privateDnsZones";

/** Each service, what it is a part of, and its zone. */
const SERVICES = {
  blob: ["Microsoft.Storage/storageAccounts", "privatelink.blob.core.windows.net"],
  table: ["Microsoft.Storage/storageAccounts", "privatelink.table.core.windows.net"],
  queue: ["Microsoft.Storage/storageAccounts", "privatelink.queue.core.windows.net"],
  vault: ["Microsoft.KeyVault/vaults", "privatelink.vaultcore.azure.net"],
} as const;

function pathOf(id: Value | undefined): string {
  return id instanceof Symbolic ? id.text.replace(/\.id$/, "") : "";
}

function subnets(deployment: Deployment): readonly Value[] {
  return ofType(deployment, NETWORK).flatMap(({ body }) => listAt(body, "properties.subnets"));
}

function everySubnet(id: string, says: string, holds: (subnet: Value, d: Deployment) => boolean): Rule {
  return {
    id,
    says,
    check(deployment) {
      const all = subnets(deployment);
      if (all.length === 0) return ["there are no subnets"];
      return all.filter((subnet) => !holds(subnet, deployment)).map((subnet) => asText(at(subnet, "name")));
    },
  };
}

const ANYBODY = ["*", "Internet", "0.0.0.0/0", "any"];

function letsAnybodyIn(rule: Value): boolean {
  const sources = [
    at(rule, "properties.sourceAddressPrefix"),
    ...listAt(rule, "properties.sourceAddressPrefixes"),
  ];
  return (
    at(rule, "properties.direction") === "Inbound" &&
    at(rule, "properties.access") === "Allow" &&
    sources.some((source) => typeof source === "string" && ANYBODY.includes(source))
  );
}

/** Refuses everything that no rule before it lets in. The platform's own lets the whole network in. */
function refusesTheRest(rule: Value): boolean {
  const everything = [
    "protocol",
    "sourceAddressPrefix",
    "sourcePortRange",
    "destinationAddressPrefix",
    "destinationPortRange",
  ];
  return (
    at(rule, "properties.direction") === "Inbound" &&
    at(rule, "properties.access") === "Deny" &&
    everything.every((member) => at(rule, `properties.${member}`) === "*")
  );
}

/** The endpoints of a service, with the resource each leads to. */
function endpoints(deployment: Deployment, service: keyof typeof SERVICES) {
  return ofType(deployment, ENDPOINT).filter(({ body }) =>
    listAt(body, "properties.privateLinkServiceConnections").some((connection) => {
      const to = deployed(deployment, pathOf(at(connection, "properties.privateLinkServiceId")));
      return (
        texts(at(connection, "properties.groupIds")).includes(service) && to?.type === SERVICES[service][0]
      );
    }),
  );
}

function zoneOf(deployment: Deployment, service: keyof typeof SERVICES): string | undefined {
  const [endpoint] = endpoints(deployment, service);
  const group = ofType(deployment, `${ENDPOINT}/privateDnsZoneGroups`).find(
    ({ body }) => pathOf(at(body, "parent")) === endpoint?.path,
  );
  const [config] = listAt(group?.body, "properties.privateDnsZoneConfigs");
  const zone = deployed(deployment, pathOf(at(config, "properties.privateDnsZoneId")));
  return zone?.type === ZONE ? asText(at(zone.body, "name")) : undefined;
}

const NAMES = ["blob", "table", "queue", "vault"] as const;

export const NETWORK_RULES: readonly Rule[] = [
  everySubnet(
    "network-nsg",
    "every subnet has its rules [Azure.VNET.UseNSGs]",
    (subnet, d) => deployed(d, pathOf(at(subnet, "properties.networkSecurityGroup.id")))?.type === GROUP,
  ),
  each(
    "network-inbound",
    "no rule lets everybody in, and where some are let in, the rest are refused [Azure.NSG.AnyInboundSource]",
    GROUP,
    ({ body }) => {
      const rules = listAt(body, "properties.securityRules");
      return rules.some(letsAnybodyIn) || (rules.length > 0 && !rules.some(refusesTheRest));
    },
  ),
  everySubnet(
    "network-outbound",
    "calls out go through the gateway, not a default of Azure's",
    (subnet) => at(subnet, "properties.defaultOutboundAccess") === false,
  ),
  everySubnet(
    "network-gateway",
    "the subnet of the app has a gateway with a fixed address",
    (subnet, d) =>
      at(subnet, "name") !== "funksjoner" ||
      deployed(d, pathOf(at(subnet, "properties.natGateway.id")))?.type === "Microsoft.Network/natGateways",
  ),
  everySubnet(
    "network-endpoint-policies",
    "the rules of the subnet hold for its private endpoints",
    (subnet) =>
      at(subnet, "name") !== "endepunkter" ||
      at(subnet, "properties.privateEndpointNetworkPolicies") === "NetworkSecurityGroupEnabled",
  ),
  ...NAMES.map((name): Rule => ({
    id: `network-endpoint-${name}`,
    says: `${name} has a private endpoint`,
    check: (deployment) => (endpoints(deployment, name).length === 1 ? [] : [name]),
  })),
  {
    id: "network-zones",
    says: "each private endpoint has its name in the zone of its service",
    check: (deployment) =>
      NAMES.filter(
        (name) => endpoints(deployment, name).length > 0 && zoneOf(deployment, name) !== SERVICES[name][1],
      ),
  },
  {
    id: "network-zone-links",
    says: "the network looks names up in every zone",
    check(deployment) {
      const linked = ofType(deployment, `${ZONE}/virtualNetworkLinks`)
        .filter(
          ({ body }) =>
            deployed(deployment, pathOf(at(body, "properties.virtualNetwork.id")))?.type === NETWORK,
        )
        .map(({ body }) => pathOf(at(body, "parent")));
      return ofType(deployment, ZONE)
        .map(({ path }) => path)
        .filter((path) => !linked.includes(path));
    },
  },
  each(
    "network-endpoint-subnet",
    "private endpoints are in the subnet made for them",
    ENDPOINT,
    ({ body }, { resources }) => {
      const path = pathOf(at(body, "properties.subnet.id"));
      return at(resources.find((resource) => resource.path === path)?.body, "name") !== "endepunkter";
    },
  ),
];
