// Run by vitest before the first test and after the last.

import { begynnFelles } from "./felles-azurite.ts";

export default begynnFelles;
