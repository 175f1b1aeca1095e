const token = /"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]|[^\s{}[\],:"]+|\s+|[\s\S]/g;
/** Deepest indentation, so that a hostile text stays as long as its tokens. */
const maxDepth = 100;

/**
 * JSON over several lines, with every token exactly as it is written: no number is read, no key is lost. A text that is no
 * object or list is given back unchanged.
 */
export function indentJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  let depth = 0;
  let indented = "";
  let before = "";
  const line = () => `\n${"  ".repeat(Math.min(depth, maxDepth))}`;
  for (const [part] of text.matchAll(token)) {
    if (part.trim() === "") continue;
    const opened = before === "{" || before === "[";
    if (part === "}" || part === "]") {
      depth = Math.max(0, depth - 1);
      indented += opened ? part : line() + part;
    } else {
      if (opened || before === ",") indented += line();
      indented += part === ":" ? ": " : part;
    }
    if (part === "{" || part === "[") depth++;
    before = part;
  }
  return indented;
}
