import { keyOfHashes, secondHash } from "../../columns/request-key.ts";
import type { FieldBlock, FieldSummary } from "../../columns/field-block.ts";
import type { FieldInfo } from "../../explore.ts";
import { createKeyNumbers, type KeyNumbers } from "./key-numbers.ts";
import type { LogChunks } from "./log-chunks.ts";

type Kind = FieldInfo["kinds"][number];

/** A field, with the hashes of the values of all blocks: their texts would take more time and memory than all counts. */
type KnownField = Omit<FieldInfo, "values"> & { distinct: KeyNumbers };

/** Lists the fields of a log, those of most lines first. */
export interface FieldLister {
  list(chunks: LogChunks): FieldInfo[];
}

/** Creates a lister that adds sealed segments up once, while the log grows. */
export function createFieldLister(): FieldLister {
  let settled: { fields: Map<string, KnownField>; blocks: FieldBlock[] } = { fields: new Map(), blocks: [] };
  return {
    list({ blocks: all }) {
      if (settled.blocks.some((block, at) => block !== all[at]?.block)) settled = { fields: new Map(), blocks: [] };
      const { fields, blocks } = settled;
      for (const { block, sealed } of all.slice(blocks.length)) {
        if (!sealed) continue;
        addFields(fields, block);
        blocks.push(block);
      }
      const tail = new Map<string, KnownField>();
      for (const { block, sealed } of all) if (!sealed) addFields(tail, block);
      return [...new Set([...fields.keys(), ...tail.keys()])]
        .map((path) => infoOf(fields.get(path), tail.get(path)))
        .sort((a, b) => b.present - a.present || (a.path < b.path ? -1 : 1));
    },
  };
}

function addFields(fields: Map<string, KnownField>, block: FieldBlock): void {
  for (const summary of block.summaries()) {
    const { path, present, hasUnlisted } = summary;
    let field = fields.get(path);
    if (field === undefined) {
      field = { path, present: 0, kinds: [], isMany: false, distinct: createKeyNumbers(8) };
      fields.set(path, field);
    }
    field.present += present;
    for (const kind of addValues(summary, field.distinct)) if (!field.kinds.includes(kind)) field.kinds.push(kind);
    field.isMany ||= hasUnlisted;
  }
}

function infoOf(field: KnownField | undefined, more: KnownField | undefined): FieldInfo {
  const { distinct, ...one } = (field ?? more)!;
  if (field === undefined || more === undefined) return { ...one, values: distinct.size };
  let values = distinct.size;
  for (const value of more.distinct.keys()) if (!distinct.has(value)) values++;
  return {
    ...one,
    present: one.present + more.present,
    kinds: [...new Set([...one.kinds, ...more.kinds])],
    values,
    isMany: one.isMany || more.isMany,
  };
}

/** Adds the values of a block; returns their kinds. */
function addValues({ valuesJson, hasLists, hasNumbers, hasUnlisted }: FieldSummary, distinct: KeyNumbers): Set<Kind> {
  const kinds = new Set<Kind>();
  for (let at = 1; at < valuesJson.length - 1;) {
    kinds.add(kindAt(valuesJson, at, hasLists));
    const end = valueEnd(valuesJson, at);
    distinct.of(keyOf(valuesJson, at, end));
    at = end + 1;
  }
  if (hasNumbers) kinds.add("number");
  // An unlisted value is a text or an array.
  if (hasUnlisted) kinds.add(hasLists ? "list" : "text");
  return kinds;
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const kindOfByte = new Map<number, Kind>([
  [0x6e, "null"],
  [0x74, "boolean"],
  [0x66, "boolean"],
]);

function kindAt(json: Uint8Array, at: number, hasLists: boolean): Kind {
  if (json[at] === quote) return hasLists && json[at + 1] === 0x5b ? "list" : "text";
  return kindOfByte.get(json[at]!) ?? "number";
}

/** The byte after a value of an array. */
function valueEnd(json: Uint8Array, start: number): number {
  const last = json.length - 1;
  let at = start + 1;
  if (json[start] !== quote) {
    while (at < last && json[at] !== comma) at++;
    return at;
  }
  // A quote ends the text, unless an odd number of backslashes stands before it.
  for (;;) {
    at = json.indexOf(quote, at);
    let escapes = 0;
    while (json[at - 1 - escapes] === backslash) escapes++;
    at++;
    if (escapes % 2 === 0) return at;
  }
}

/** A hash of 53 bits, of four bytes at a time. */
function keyOf(json: Uint8Array, start: number, end: number): number {
  let first = end - start;
  let second = 0;
  for (let at = start; at < end; at += 4) {
    const word = json[at]! | (json[at + 1]! << 8) | (json[at + 2]! << 16) | (json[at + 3]! << 24);
    const some = at + 4 <= end ? word : word & (-1 >>> (32 - 8 * (end - at)));
    first = Math.imul(first ^ some, 0x9e3779b1);
    first ^= first >>> 15;
    second = secondHash(second, some);
  }
  return keyOfHashes(first, second);
}
