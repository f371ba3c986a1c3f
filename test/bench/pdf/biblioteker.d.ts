// The little that the bench uses of libraries that bring no types of their own.

declare module "pdfkit" {
  type Tekstvalg = { readonly width?: number; readonly align?: string };
  type Element = { add(barn: Element): void; end(): void };
  export type Kit = {
    y: number;
    addPage(): Kit;
    addStructure(element: Element): Kit;
    end(): void;
    endMarkedContent(): Kit;
    font(navn: string): Kit;
    fontSize(punkt: number): Kit;
    heightOfString(tekst: string, valg: Tekstvalg): number;
    lineTo(x: number, y: number): Kit;
    lineWidth(bredde: number): Kit;
    markContent(tag: string, valg: object): Kit;
    moveTo(x: number, y: number): Kit;
    on(hendelse: "data" | "end", lytter: (del: Buffer) => void): Kit;
    registerFont(navn: string, bytes: Buffer): Kit;
    stroke(farge: string): Kit;
    struct(tag: string, tegn?: () => void): Element;
    text(tekst: string, x: number, y: number, valg: Tekstvalg): Kit;
  };
  const PDFDocument: new (valg: object) => Kit;
  export default PDFDocument;
}

declare module "react" {
  export type Node = { readonly type: unknown };
  export function createElement(type: unknown, props: object, ...barn: readonly (Node | string)[]): Node;
}
