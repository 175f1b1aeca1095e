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

const fieldsOfBlocks = new WeakMap<FieldBlock, BlockField[]>();

/** The fields of a log, those of most lines first. */
export function listFields({ chunks }: LogChunks): FieldInfo[] {
  const fields = new Map<string, FieldInfo & { distinct: Set<Scalar> }>();
  for (const { block } of chunks) {
    for (const { path, present, kinds, values, hasUnlisted } of fieldsOf(block)) {
      let field = fields.get(path);
      if (field === undefined) {
        field = { path, present: 0, kinds: [], values: 0, isMany: false, distinct: new Set() };
        fields.set(path, field);
      }
      field.present += present;
      for (const kind of kinds) if (!field.kinds.includes(kind)) field.kinds.push(kind);
      for (const value of values) field.distinct.add(value);
      field.isMany ||= hasUnlisted;
    }
  }
  return [...fields.values()]
    .map(({ distinct, ...field }) => ({ ...field, values: distinct.size }))
    .sort((a, b) => b.present - a.present || (a.path < b.path ? -1 : 1));
}

function fieldsOf(block: FieldBlock): BlockField[] {
  const known = fieldsOfBlocks.get(block);
  if (known !== undefined) return known;
  const fields = block.paths.flatMap((path): BlockField[] => {
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
  fieldsOfBlocks.set(block, fields);
  return fields;
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
