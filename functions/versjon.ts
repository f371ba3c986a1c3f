// The version of the service, from the package itself.

import pakke from "../package.json" with { type: "json" };

export const VERSJON: string = pakke.version;
