import type { RecordShape } from "../json/record-shape.ts";
import { readValue } from "./read-value.ts";
import { skipSpace, skipped, skipValue, trait } from "./skip-value.ts";

/** A line that was read in place. */
export interface KnownLine {
  shape: RecordShape;
  /** The fields that its reading needs, as `JSON.parse` gives them. Written over by the next line of this shape. */
  record: Record<string, unknown>;
  /** Whether it is spelled like a line of ours, so that it can stand in one as it is. */
  isSpelledLikeOurs: boolean;
}

/** Reads lines whose keys are known, without parsing what nobody asks for. */
export interface KnownLines {
  /** Takes a shape, to read further lines of it in place. */
  learn(shape: RecordShape): void;
  /**
   * Reads the object that stands from an offset (inclusive) to another (exclusive).
   *
   * @returns undefined where its keys are no known ones in their order, and where it is not one JSON object in UTF-8
   */
  read(bytes: Uint8Array, start: number, end: number): KnownLine | undefined;
}

/** A key behind those before it. */
interface KnownKey {
  name: string;
  /** As it stands in a line, with its quotes. */
  letters: Uint8Array;
  isNeeded: boolean;
  /** The last value that it had. */
  known: unknown;
  next: Place;
}

/** Where a line can be after some keys. */
interface Place {
  keys: KnownKey[];
  /** Set where a line can end. */
  line?: KnownLine;
}

/** Most keys of a line, most different keys behind the same ones, and most in all. */
const maxKeys = 100;
const maxBranches = 16;
const maxPlaces = 5_000;
/** Longest value that is remembered, in bytes. */
const maxRemembered = 200;

const encoder = new TextEncoder();
const quote = 0x22;
const colon = 0x3a;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Creates an empty memory of lines.
 *
 * @param isNeeded whether a reading looks at the field of this name
 */
export function createKnownLines(isNeeded: (name: string) => boolean): KnownLines {
  const first: Place = { keys: [] };
  const learned = new WeakSet<RecordShape>();
  let places = 0;
  /** The needed fields of the line that is being read: their keys, and their values as offsets and traits. */
  const needed: KnownKey[] = Array.from({ length: maxKeys });
  const values = new Int32Array(3 * maxKeys);

  function addKey(place: Place, name: string): Place | undefined {
    const found = place.keys.find((key) => key.name === name);
    if (found) return found.next;
    if (place.keys.length >= maxBranches || places >= maxPlaces) return undefined;
    places++;
    const next: Place = { keys: [] };
    place.keys.push({ name, letters: encoder.encode(`"${name}"`), isNeeded: isNeeded(name), known: undefined, next });
    return next;
  }

  function fill(count: number, bytes: Uint8Array, record: Record<string, unknown>): void {
    for (let field = 0; field < count; field++) {
      const key = needed[field]!;
      const from = values[3 * field]!;
      const to = values[3 * field + 1]!;
      const value = readValue(bytes, from, to, values[3 * field + 2]!, key.known);
      record[key.name] = value;
      if (to - from <= maxRemembered) key.known = value;
    }
  }

  return {
    learn(shape) {
      if (learned.has(shape)) return;
      learned.add(shape);
      const { keys } = shape;
      if (keys.length > maxKeys || !keys.every(isPlainKey)) return;
      let place: Place | undefined = first;
      for (const name of keys) if (place) place = addKey(place, name);
      if (place) place.line = { shape, record: {}, isSpelledLikeOurs: false };
    },
    read(bytes, start, end) {
      if (bytes[start] !== openBrace) return undefined;
      let place = first;
      let count = 0;
      let traits = 0;
      for (let at = start + 1; ; at++) {
        skipped.traits = 0;
        at = skipSpace(bytes, at);
        const key = keyAt(bytes, at, place.keys);
        if (key === undefined) return undefined;
        at = skipSpace(bytes, at + key.letters.length);
        if (bytes[at] !== colon) return undefined;
        const from = skipSpace(bytes, at + 1);
        at = skipValue(bytes, from);
        if (at < 0 || at > end) return undefined;
        if (key.isNeeded) {
          needed[count] = key;
          values[3 * count] = from;
          values[3 * count + 1] = at;
          values[3 * count++ + 2] = skipped.traits;
        }
        place = key.next;
        at = skipSpace(bytes, at);
        traits |= skipped.traits;
        if (bytes[at] === comma) continue;
        const { line } = place;
        if (bytes[at] !== closeBrace || at + 1 !== end || line === undefined) return undefined;
        fill(count, bytes, line.record);
        line.isSpelledLikeOurs = (traits & trait.foreignSpelling) === 0;
        return line;
      }
    },
  };
}

function keyAt(bytes: Uint8Array, at: number, keys: KnownKey[]): KnownKey | undefined {
  if (bytes[at] !== quote) return undefined;
  for (let index = 0; index < keys.length; index++) {
    const { letters } = keys[index]!;
    let same = 1;
    while (same < letters.length && bytes[at + same] === letters[same]) same++;
    if (same === letters.length) return keys[index];
  }
  return undefined;
}

/** Whether a key stands in a line of ours as it is, and can be set like any other. */
function isPlainKey(name: string): boolean {
  return name !== "__proto__" && JSON.stringify(name) === `"${name}"` && !/[\u007f-\u009f\u2028\u2029]/.test(name);
}
