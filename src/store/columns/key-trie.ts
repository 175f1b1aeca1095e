import { errorFieldTypes, eventFieldTypes, type FieldType } from "../../logging/event-types.ts";
import type { GrowingColumn } from "./growing-column.ts";

/** Kinds of JSON values, as bits. */
const kinds = { text: 1, number: 2, boolean: 4, null: 8, object: 16, list: 32 } as const;

/** Kind of the value that a byte begins; 0 for none. */
export const kindOf = new Uint8Array(256).fill(kinds.number, 0x30, 0x3a);
for (const [kind, letters] of [
  [kinds.text, '"'],
  [kinds.number, "-"],
  [kinds.boolean, "tf"],
  [kinds.null, "n"],
  [kinds.object, "{"],
  [kinds.list, "["],
] as const) {
  for (const letter of letters) kindOf[letter.charCodeAt(0)] = kind;
}

const kindsOfType: Record<FieldType, number> = {
  text: kinds.text,
  number: kinds.number,
  boolean: kinds.boolean,
  object: kinds.object,
  error: kinds.object,
  "text or null": kinds.text | kinds.null,
};
/** What fields of ours may hold, by path; others may hold anything. */
const kindsOfPath = new Map([
  ...Object.entries(eventFieldTypes).map(([name, type]) => [name, kindsOfType[type]] as const),
  ...Object.entries(errorFieldTypes).map(([name, type]) => [`error.${name}`, kindsOfType[type]] as const),
]);
const anyKind = 63;

/** An object at one place of a line: its keys, and those that lines began with. */
export interface ObjectNode {
  /** Dotted path; undefined for the line itself. */
  path: string | undefined;
  depth: number;
  fields: Map<string, Field>;
  /** Keys by the hash of their spelling. */
  keys: Map<number, Key>;
  /** The first key of the line before, and of the one before it where that was another one. */
  first: Key | undefined;
  second: Key | undefined;
}

/** A name in an object, however it is spelled. */
export interface Field {
  path: string;
  /** The time of a line, or the ID of its call. */
  special: "time" | "request" | undefined;
  /** Bits of the kinds of values that it may hold. */
  kinds: number;
  /** Its column in the block that is being built; undefined until it has a value there. */
  column: GrowingColumn | undefined;
  /** What it holds where it is an object. */
  node: ObjectNode | undefined;
  /** Number of the line that had it last. */
  line: number;
}

/** A name as lines spell it, and the keys that came after it: lines have mostly the shape of one of those before. */
export interface Key {
  /** Bytes of the name, its quotes and the colon. */
  length: number;
  /** The same in words of four bytes; the last one may overlap the one before. */
  words: Int32Array;
  field: Field;
  /** Spelled with an escape; such a key is not remembered. */
  isEscaped: boolean;
  next: Key | undefined;
  second: Key | undefined;
}

/** Creates the root of an empty trie of keys. */
export function createTrie(): ObjectNode {
  return createNode(undefined, 1);
}

function createNode(path: string | undefined, depth: number): ObjectNode {
  return { path, depth, fields: new Map(), keys: new Map(), first: undefined, second: undefined };
}

/** The object that a field holds. */
export function nodeOf(field: Field, depth: number): ObjectNode {
  return (field.node ??= createNode(field.path, depth));
}

const specials = new Map<string, Field["special"]>([
  ["timestamp", "time"],
  ["request_id", "request"],
]);

/** The field of a name, made at the first use. */
export function fieldOf(node: ObjectNode, name: string): Field {
  let field = node.fields.get(name);
  if (field === undefined) {
    const path = joinPath(node.path, name);
    const special = node.path === undefined ? specials.get(name) : undefined;
    // A name with a dot makes no field of ours.
    const ofPath = node.depth <= 2 && !name.includes(".") ? kindsOfPath.get(path) : undefined;
    field = { path, special, kinds: ofPath ?? anyKind, column: undefined, node: undefined, line: 0 };
    node.fields.set(name, field);
  }
  return field;
}

/** Path of a field: the names of the objects around it and its own, joined with dots. */
export function joinPath(parent: string | undefined, name: string): string {
  return parent === undefined ? name : `${parent}.${name}`;
}

/**
 * Makes a key of its bytes.
 *
 * @param spelled with quotes and colon, at least four bytes
 */
export function keyOf(field: Field, spelled: Uint8Array, isEscaped: boolean): Key {
  const { length } = spelled;
  const view = new DataView(spelled.buffer, spelled.byteOffset, length);
  const words = new Int32Array((length + 3) >> 2);
  for (let index = 0; index < words.length; index++) {
    words[index] = view.getInt32(Math.min(index * 4, length - 4), true);
  }
  return { length, words, field, isEscaped, next: undefined, second: undefined };
}

/**
 * Whether a key stands at an offset.
 *
 * @param limit length of the view, which is slow to ask for
 */
export function hasKey(key: Key, view: DataView, at: number, limit: number): boolean {
  const { words, length } = key;
  if (at + length > limit) return false;
  const last = words.length - 1;
  for (let index = 0; index < last; index++, at += 4) if (view.getInt32(at, true) !== words[index]) return false;
  return view.getInt32(at + length - last * 4 - 4, true) === words[last];
}
