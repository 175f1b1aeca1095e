import { createRecordReader } from "./record-reader.ts";
import type { LogKind } from "./record-reading.ts";

/** What most of a file's records are. */
export interface DetectedKind {
  kind: LogKind;
  /** What most of them are inside a container. */
  within?: LogKind;
}

/** Detects the kind of a file by some of its records; undefined without any. A known kind counts before `json` and `text`. */
export function detectKind(samples: readonly string[]): DetectedKind | undefined {
  const read = createRecordReader();
  const counts = new Map<string, { found: DetectedKind; count: number }>();
  for (const { kind, within } of samples.flatMap((sample) => read(sample))) {
    const name = `${kind} ${within ?? ""}`;
    const weight = kind === "json" || kind === "text" ? 1 : 10;
    const counted = counts.get(name) ?? { found: { kind, ...(within && { within }) }, count: 0 };
    counts.set(name, { ...counted, count: counted.count + weight });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count)[0]?.found;
}
