// What a check found. A rule has the number it has in the list of rules of this project's PDF profile.

export type Finding = { readonly rule: string; readonly detail: string };

export type Report = (rule: string, detail: string) => void;
