/**
 * A body of text as a person reads it, in one line: of HTML the title and then the visible text, without tags, scripts and
 * styles. What is cut off within a tag stays out.
 */
export function readableBody(body: string): string {
  const uncommented = body.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, " ").trim();
  if (!/^<(?:!doctype|html|head|body|title|h1|center)\b/i.test(uncommented)) return inOneLine(body);
  const title = inOneLine(withoutEntities(/<title[^>]*>([^<]*)/i.exec(uncommented)?.[1] ?? ""));
  const visible = uncommented
    .replaceAll(/<(title|script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, " ")
    .replaceAll(/<[^>]*(?:>|$)/g, " ");
  const text = inOneLine(withoutEntities(visible));
  return title === "" || text.startsWith(title) ? text : `${title} ${text}`.trim();
}

const inOneLine = (text: string) => text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function withoutEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (entity, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? String(entity);
    const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : String(entity);
  });
}
