const pair = /([A-Za-z_@][\w.@/-]{0,99})(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s"]{0,10000})))?\s*/y;
/** Pairs that are read; a line with more is none of a logger. */
const maxPairs = 500;
const known = /^(?:time|ts|t|timestamp|level|lvl|severity|msg|message|caller|logger|err|error)$/;

/**
 * Reads a line of `key=value` pairs (logrus, Heroku, Go kit): `time="…" level=error msg="synthesis failed" voice=x`.
 *
 * @returns undefined for a line that is not made of them, or has neither a level nor a message
 */
export function readLogfmt(line: string): Record<string, string> | undefined {
  // Cheap way out for all other lines.
  const first = /^([A-Za-z_@][\w.@/-]{0,99})=/.exec(line)?.[1];
  if (first === undefined) return undefined;
  const pairs = readPairs(line, true);
  return pairs && Object.keys(pairs).filter((key) => known.test(key)).length >= 2 ? pairs : undefined;
}

/** Reads a text that is made of pairs from begin to end; undefined for any other. `mayBeBare`: a key alone is true. */
export function readPairs(text: string, mayBeBare = false): Record<string, string> | undefined {
  const entries: [string, string][] = [];
  for (let at = 0; at < text.length; at = pair.lastIndex) {
    pair.lastIndex = at;
    const [found, key, quoted, bare] = pair.exec(text) ?? [];
    if (!found || key === undefined || entries.length >= maxPairs) return undefined;
    if (!mayBeBare && quoted === undefined && bare === undefined) return undefined;
    entries.push([key, quoted === undefined ? (bare ?? "true") : unescape(quoted)]);
  }
  return Object.fromEntries(entries);
}

function unescape(text: string): string {
  if (!text.includes("\\")) return text;
  const letters: Record<string, string> = { n: "\n", t: "\t", r: "\r" };
  return text.replaceAll(/\\(.)/gs, (_, letter: string) => letters[letter] ?? letter);
}
