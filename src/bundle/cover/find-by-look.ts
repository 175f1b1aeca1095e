import type { PseudonymKind } from "../manifest.ts";

/** Part of a text that is a value of a kind by its look. */
export interface LookRange {
  start: number;
  end: number;
  kind: PseudonymKind;
}

interface Look {
  kind: PseudonymKind;
  pattern: RegExp;
  /** A text without this has none. */
  needs: RegExp;
}

const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;

/** Each pattern reads a run of characters once. Those in front win. */
const looks: Look[] = [
  { kind: "request", pattern: /req_\d[\w-]*/g, needs: /req_\d/ },
  { kind: "id", pattern: /(?<![\da-f])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\da-f])/gi, needs: /-/ },
  { kind: "host", pattern: /(?<=:\/\/)[^\s/?#"'<>()[\]{},;\\]+/g, needs: /:\/\// },
  { kind: "host", pattern: /(?<=:\/\/)\[[\da-f:.%]+\](?::\d{1,5})?/gi, needs: /:\/\/\[/ },
  {
    kind: "host",
    pattern: new RegExp(String.raw`(?<![\w.])(?:${octet}\.){3}${octet}(?![\w]|\.\d)`, "g"),
    needs: /\d\.\d/,
  },
  { kind: "host", pattern: /(?<![\w:])\[?(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])\]?/gi, needs: /:[\da-f]*:/i },
  { kind: "host", pattern: /(?<![\w.@/-])(?:[a-z][a-z\d-]*\.)+[a-z][a-z\d-]*(?=:\d{2,5}(?!\d))/gi, needs: /:\d\d/ },
  { kind: "host", pattern: /(?<![\w.@/-])localhost(?![\w.-])/gi, needs: /localhost/i },
  ...(["client", "session", "request"] as const).map((kind) => ({
    // As addresses of the platform's archive have them.
    kind,
    pattern: new RegExp(String.raw`(?<=/${kind}s/)[^/?#\s"'<>()]+`, "g"),
    needs: new RegExp(`/${kind}s/`),
  })),
  { kind: "id", pattern: /(?<![\w-])(?=[a-z]*\d)[\da-f]{16,64}(?![\w-])/gi, needs: /[\da-f]{16}/i },
];

/** Values that are known by their look: request ids, UUIDs, long hexadecimal ids, and hosts of URLs, with ports, or as IP addresses. */
export function findByLook(text: string, isCovered: (kind: PseudonymKind) => boolean): LookRange[] {
  const ranges: LookRange[] = [];
  for (const { kind, pattern, needs } of looks) {
    if (!isCovered(kind) || !needs.test(text)) continue;
    for (const { index, 0: found } of text.matchAll(pattern)) {
      if (kind === "host" && /^\d{1,2}:\d\d(?::\d\d)?$/.test(found)) continue; // a time of day
      ranges.push({ start: index, end: index + found.length, kind });
    }
  }
  return ranges;
}
