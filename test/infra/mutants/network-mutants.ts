import { mutantsOf } from "./mutant.ts";

export const NETWORK_MUTANTS = mutantsOf("infra/modules/nettverk.bicep", [
  ["network-nsg", "          networkSecurityGroup: {\n            id: funksjonsregler.id\n          }\n"],
  ["network-nsg", "id: endepunktregler.id", "id: gateway.id"],
  ["network-inbound", "sourceAddressPrefix: funksjonsnett", "sourceAddressPrefix: '*'"],
  ["network-inbound", "access: 'Deny'", "access: 'Allow'"],
  ["network-inbound", "          protocol: '*'\n", "          protocol: 'Udp'\n"],
  ["network-inbound", "          destinationPortRange: '*'\n", "          destinationPortRange: '22'\n"],
  ["network-inbound", "          sourceAddressPrefix: '*'\n", "          sourceAddressPrefix: 'Internet'\n"],
  [
    "network-outbound",
    "addressPrefix: funksjonsnett\n          defaultOutboundAccess: false",
    "addressPrefix: funksjonsnett",
  ],
  ["network-gateway", "          natGateway: {\n            id: gateway.id\n          }\n"],
  ["network-endpoint-policies", "          privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled'\n"],
  ["app-subnet", "serviceName: 'Microsoft.App/environments'", "serviceName: 'Microsoft.Web/serverFarms'"],
  ["network-zones", "table: 'privatelink.table.", "table: 'privatelink.tables."],
  ["network-zones", "  vault: soner[3].id", "  vault: soner[0].id"],
  ["network-zone-links", "        id: vnett.id", "        id: gateway.id"],
  [
    "network-endpoint-subnet",
    "output endepunktsubnettId string = vnett::endepunkter.id",
    "output endepunktsubnettId string = vnett::funksjoner.id",
  ],
]).concat(
  mutantsOf("infra/main.bicep", [
    ["network-endpoint-blob", "gruppe: 'blob'", "gruppe: 'file'"],
    ["network-endpoint-table", "gruppe: 'table'", "gruppe: 'file'"],
    ["network-endpoint-queue", "gruppe: 'queue'", "gruppe: 'file'"],
    ["network-endpoint-vault", "ressursId: hvelv.outputs.id", "ressursId: lager.outputs.id"],
  ]),
);
