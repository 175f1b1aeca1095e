import type { Scalar } from "../../../query/query.ts";
import type { FieldBlock, FieldSummary } from "../../columns/field-block.ts";
import type { FieldInfo } from "../../explore.ts";
import type { LogChunks } from "./log-chunks.ts";

type Kind = FieldInfo["kinds"][number];

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
    const { path, present, values, hasUnlisted } = summary;
    let field = fields.get(path);
    if (field === undefined) {
      field = { path, present: 0, kinds: [], isMany: false, distinct: new Set() };
      fields.set(path, field);
    }
    field.present += present;
    for (const kind of kindsOf(summary)) if (!field.kinds.includes(kind)) field.kinds.push(kind);
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

function kindsOf({ values, hasLists, hasNumbers, hasUnlisted }: FieldSummary): Set<Kind> {
  const kinds = new Set<Kind>();
  for (const value of values) kinds.add(kindOf(value, hasLists));
  if (hasNumbers) kinds.add("number");
  // An unlisted value is a text or an array.
  if (hasUnlisted) kinds.add(hasLists ? "list" : "text");
  return kinds;
}

function kindOf(value: Scalar, hasLists: boolean): Kind {
  if (value === null) return "null";
  if (typeof value === "string") return hasLists && value.startsWith("[") ? "list" : "text";
  return typeof value === "number" ? "number" : "boolean";
}
