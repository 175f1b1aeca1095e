const messageKey = /"message":\s?/g;

/**
 * Reads a line of the prototype that is no JSON because its sentence has no quotes:
 * `{"timestamp": "...", "level": "INFO", ..., "message": A sentence}`. The sentence may have line breaks; Python's logging
 * writes a traceback below the line.
 *
 * @returns the outer object with the sentence as its message; undefined for other text
 */
export function readBareSentence(text: string): Record<string, unknown> | undefined {
  messageKey.lastIndex = 0;
  const found = messageKey.exec(text);
  const trimmed = text.trimEnd();
  if (!found) return undefined;
  const start = found.index + found[0].length;
  const end = trimmed.endsWith("}") ? trimmed.length - 1 : trimmed.indexOf("}\nTraceback ", start);
  if (end < 0) return undefined;
  const sentence = trimmed.slice(start, end).trim();
  const trace = trimmed.slice(end + 2);
  if (sentence === "" || /^["{[]/.test(sentence)) return undefined;
  try {
    const outer: unknown = JSON.parse(`${text.slice(0, start)}""}`);
    return { ...(outer as Record<string, unknown>), message: sentence, ...(trace !== "" && { exc_text: trace }) };
  } catch {
    return undefined; // Broken before its message: no line of the prototype.
  }
}
