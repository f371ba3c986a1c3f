// The arguments Node runs the service with, wherever it runs (docs/decisions/0020): `config.nodeArguments` of package.json.
// npm scripts take them from there by themselves.

import pakke from "../../package.json" with { type: "json" };

export const NODE_ARGUMENTS: readonly string[] = pakke.config.nodeArguments.split(" ");
