import type { Scalar } from "../../../query/query.ts";
import type { FieldBlock } from "../../columns/field-block.ts";
import type { FieldInfo } from "../../explore.ts";
import type { LogChunks } from "./log-chunks.ts";

type Kind = FieldInfo["kinds"][number];

interface BlockField {
  path: string;
  present: number;
  kinds: Set<Kind>;
  values: readonly Scalar[];
  hasUnlisted: boolean;
}

/** A field, with the values of all blocks. */
type KnownField = Omit<FieldInfo, "values"> & { distinct: Set<Scalar> };

/** Lists the fields of a log, those of most lines first. */
export interface FieldLister {
  list(chunks: LogChunks): FieldInfo[];
}

/** Creates a lister that adds sealed segments up once, while the log grows. */
export function createFieldLister(): FieldLister {
  let settled: { fields: Map<string, KnownField>; blocks: FieldBlock[] } = { fields: new Map(), blocks: [] };
  return {
    list({ chunks }) {
      if (settled.blocks.some((block, at) => block !== chunks[at]?.block)) settled = { fields: new Map(), blocks: [] };
      const { fields, blocks } = settled;
      for (const { block, sealed } of chunks.slice(blocks.length)) {
        if (!sealed) continue;
        addFields(fields, block);
        blocks.push(block);
      }
      const tail = new Map<string, KnownField>();
      for (const { block, sealed } of chunks) if (!sealed) addFields(tail, block);
      return [...new Set([...fields.keys(), ...tail.keys()])]
        .map((path) => infoOf(fields.get(path), tail.get(path)))
        .sort((a, b) => b.present - a.present || (a.path < b.path ? -1 : 1));
    },
  };
}

function addFields(fields: Map<string, KnownField>, block: FieldBlock): void {
  for (const { path, present, kinds, values, hasUnlisted } of fieldsOf(block)) {
    let field = fields.get(path);
    if (field === undefined) {
      field = { path, present: 0, kinds: [], isMany: false, distinct: new Set() };
      fields.set(path, field);
    }
    field.present += present;
    for (const kind of kinds) if (!field.kinds.includes(kind)) field.kinds.push(kind);
    for (const value of values) field.distinct.add(value);
    field.isMany ||= hasUnlisted;
  }
}

function infoOf(field: KnownField | undefined, more: KnownField | undefined): FieldInfo {
  const { distinct, ...one } = (field ?? more)!;
  if (field === undefined || more === undefined) return { ...one, values: distinct.size };
  let values = distinct.size;
  for (const value of more.distinct) if (!distinct.has(value)) values++;
  return {
    ...one,
    present: one.present + more.present,
    kinds: [...new Set([...one.kinds, ...more.kinds])],
    values,
    isMany: one.isMany || more.isMany,
  };
}

function fieldsOf(block: FieldBlock): BlockField[] {
  return block.paths.flatMap((path): BlockField[] => {
    const column = block.column(path);
    if (column === undefined) return [];
    const { coded, plain, hasLists } = column;
    const hasUnlisted = coded !== undefined && holdsUnlisted(coded.codes);
    const kinds = new Set<Kind>(coded?.values.map((value) => kindOf(value, hasLists)));
    if (plain !== undefined) kinds.add("number");
    // An unlisted value is a text or an array.
    if (hasUnlisted) kinds.add(hasLists ? "list" : "text");
    const present = (coded?.codes.length ?? 0) + (plain?.numbers.length ?? 0);
    return [{ path, present, kinds, values: coded?.values ?? [], hasUnlisted }];
  });
}

function holdsUnlisted(codes: ArrayLike<number>): boolean {
  for (let at = 0; at < codes.length; at++) if (codes[at] === 0) return true;
  return false;
}

function kindOf(value: Scalar, hasLists: boolean): Kind {
  if (value === null) return "null";
  if (typeof value === "string") return hasLists && value.startsWith("[") ? "list" : "text";
  return typeof value === "number" ? "number" : "boolean";
}
