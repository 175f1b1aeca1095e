/** Escapes text for the content of an XML element, or of a WebVTT cue: `&`, `<` and `>`. Not for attributes. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
