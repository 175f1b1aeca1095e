import { isRecord } from "../../basics/record.ts";
import type { Scalar } from "../../query/query.ts";
import { joinPath } from "./key-trie.ts";
import { maxDepth } from "./value-end.ts";

/** The scalar fields of a parsed line by their paths; arrays as they are. */
export interface FlatLine {
  values: Map<string, Scalar | unknown[]>;
  /** Objects that are too deep; their fields are left out. */
  omitted: number;
}

/** Walks a parsed line. Of fields with the same path (`{"a.b":1,"a":{"b":2}}`) the last one counts. */
export function flattenLine(line: unknown): FlatLine {
  const flat: FlatLine = { values: new Map(), omitted: 0 };
  if (isRecord(line)) flattenObject(line, undefined, 1, flat);
  return flat;
}

function flattenObject(object: Record<string, unknown>, path: string | undefined, depth: number, flat: FlatLine): void {
  if (depth > maxDepth) {
    flat.omitted++;
    return;
  }
  for (const name of Object.keys(object)) {
    const value = object[name];
    const at = joinPath(path, name);
    if (isRecord(value)) flattenObject(value, at, depth + 1, flat);
    else flat.values.set(at, value as Scalar | unknown[]);
  }
}
