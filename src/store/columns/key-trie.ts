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
  /** Where its words begin in those of all keys; the last one may overlap the one before. -1: it is not remembered. */
  start: number;
  field: Field;
  next: Key | undefined;
  second: Key | undefined;
}

/** The keys of lines, from the line itself on. */
export interface KeyTrie {
  readonly root: ObjectNode;
  /** The bytes of all keys in words of four, one after another: neighbours in a line are neighbours here. */
  words: Int32Array;
  wordCount: number;
}

/** Creates an empty trie of keys. */
export function createTrie(): KeyTrie {
  return { root: createNode(undefined, 1), words: new Int32Array(1024), wordCount: 0 };
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

/** A key that is not remembered. */
export function passingKey(field: Field, length: number): Key {
  return { length, start: -1, field, next: undefined, second: undefined };
}

/**
 * Makes a key of its bytes.
 *
 * @param spelled with quotes and colon, at least four bytes
 */
export function addKey(trie: KeyTrie, field: Field, spelled: Uint8Array): Key {
  const { length } = spelled;
  const view = new DataView(spelled.buffer, spelled.byteOffset, length);
  const start = trie.wordCount;
  trie.wordCount += (length + 3) >> 2;
  if (trie.wordCount > trie.words.length) {
    const larger = new Int32Array(Math.max(trie.wordCount, trie.words.length * 2));
    larger.set(trie.words);
    trie.words = larger;
  }
  for (let at = 0; start + at < trie.wordCount; at++) {
    trie.words[start + at] = view.getInt32(Math.min(at * 4, length - 4), true);
  }
  return { length, start, field, next: undefined, second: undefined };
}

/**
 * Whether a key stands at an offset.
 *
 * @param words of the trie
 * @param limit length of the view, which is slow to ask for
 */
export function hasKey(
  { start, length }: Key,
  words: Int32Array,
  view: DataView,
  from: number,
  limit: number,
): boolean {
  const end = from + length;
  if (end > limit) return false;
  let word = start;
  for (let at = from; at + 4 < end; at += 4) if (view.getInt32(at, true) !== words[word++]) return false;
  return view.getInt32(end - 4, true) === words[word];
}
