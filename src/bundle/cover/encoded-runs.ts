/** Part of a text that is base64 or hexadecimal, and what it says. */
export interface EncodedRun {
  start: number;
  end: number;
  /** In each of the ways in which it can be read; what is no UTF-8 is U+FFFD. */
  readings: string[];
}

/** Shorter runs are words. In characters. */
const shortestRun = 8;
const longestRun = 262_144;
const candidate = new RegExp(String.raw`[\w+/-]{${String(shortestRun)},${String(longestRun)}}={0,2}`, "g");
const utf8 = new TextDecoder();

/**
 * What stands encoded in a text: base64 and base64url, also with up to three foreign characters in front, and hexadecimal.
 * Words are runs as well; they say nothing that makes sense.
 */
export function encodedRuns(text: string): EncodedRun[] {
  if (text.length < shortestRun) return [];
  return [...text.matchAll(candidate)].flatMap(({ index, 0: run }) => {
    const readings = readingsOf(run);
    return readings.length === 0 ? [] : [{ start: index, end: index + run.length, readings }];
  });
}

/** The same words come again and again, and hardly one of them can be read. */
const known = new Map<string, string[]>();
const [mostKnown, longestKnown] = [20_000, 64];
/** What cannot be looked for says nothing: a value has four characters and more. */
const isReadable = /[\p{L}\p{N}][\p{L}\p{N} .,:;@+()_'-]{2,}[\p{L}\p{N}]/u;

function readingsOf(run: string): string[] {
  const before = known.get(run);
  if (before) return before;
  const readings = [...base64Readings(run), ...hexReadings(run)].filter((reading) => isReadable.test(reading));
  if (run.length < longestKnown && known.size < mostKnown) known.set(run, readings);
  return readings;
}

function base64Readings(run: string): string[] {
  const plain = run.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  return [0, 1, 2, 3].flatMap((skipped) => {
    const rest = plain.slice(skipped);
    // A single character more than whole groups of four says nothing.
    const whole = rest.length % 4 === 1 ? rest.slice(0, -1) : rest;
    if (whole.length < shortestRun - 3) return [];
    return [utf8.decode(Uint8Array.from(atob(whole), (letter) => letter.charCodeAt(0)))];
  });
}

function hexReadings(run: string): string[] {
  if (!/[\da-f]{8}/i.test(run)) return [];
  return [...run.matchAll(/[\da-f]{8,}/gi)].flatMap(({ 0: digits }) =>
    [digits, digits.slice(1)].map((from) => {
      const bytes = Uint8Array.from({ length: Math.floor(from.length / 2) }, (_, at) =>
        parseInt(from.slice(2 * at, 2 * at + 2), 16),
      );
      return utf8.decode(bytes);
    }),
  );
}
