// The fonts of the documents, carried inside the bundle. Loaded with the renderer, at the first document.

import regular from "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf";
import semiBold from "@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf";
import type { Fonter } from "../shared/pdf/lag-pdf.ts";

export const FONTER: Fonter = { regular, semiBold };
