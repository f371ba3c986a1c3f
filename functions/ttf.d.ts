// The bundler turns a font file into its bytes.
declare module "*.ttf" {
  const bytes: Uint8Array;
  export default bytes;
}
