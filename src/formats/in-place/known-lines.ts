import type { RecordShape } from "../json/record-shape.ts";
import { createMember, readMember, type KnownMember } from "./known-member.ts";
import { readValue } from "./read-value.ts";
import { skipSpace, skipped, trait } from "./skip-value.ts";

/** A line that was read in place. Written over by the next line of this shape. */
export interface KnownLine {
  readonly shape: RecordShape;
  /** The fields that its reading needs. */
  readonly needed: readonly KnownMember[];
  /** Their values, as `JSON.parse` gives them. */
  readonly record: Record<string, unknown>;
  /** Its number among all lines. */
  number: number;
  /** Offset after its closing brace. */
  end: number;
  /** Whether it is spelled like a line of ours, so that it can stand in one as it is. */
  isSpelledLikeOurs: boolean;
}

/** Reads lines whose keys are known, without parsing what nobody asks for, or what the line before says too. */
export interface KnownLines {
  /** Takes a shape, to read further lines of it in place. */
  learn(shape: RecordShape): void;
  /**
   * Reads the object that begins at an offset.
   *
   * @returns undefined where its keys are no known ones in their order, where it is not one JSON object in UTF-8, and where
   * anything else stands in its line behind it
   */
  read(bytes: Uint8Array, start: number): KnownLine | undefined;
}

/** A key behind those before it. */
interface KnownKey {
  member: KnownMember;
  isNeeded: boolean;
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

const lineFeed = 10;
const carriageReturn = 13;
const quote = 0x22;
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
  let number = 0;
  let opened: Uint8Array = new Uint8Array(0);
  let view: DataView = new DataView(opened.buffer);

  function keyOf({ keys }: Place, name: string): KnownKey | undefined {
    const found = keys.find(({ member }) => member.name === name);
    if (found) return found;
    if (keys.length >= maxBranches || places >= maxPlaces) return undefined;
    places++;
    const key = { member: createMember(name), isNeeded: isNeeded(name), next: { keys: [] } };
    keys.push(key);
    return key;
  }

  return {
    learn(shape) {
      if (learned.has(shape)) return;
      learned.add(shape);
      if (shape.keys.length > maxKeys || !shape.keys.every(isPlainKey)) return;
      let place = first;
      const needed: KnownMember[] = [];
      for (const name of shape.keys) {
        const key = keyOf(place, name);
        if (key === undefined) return;
        if (key.isNeeded) needed.push(key.member);
        place = key.next;
      }
      place.line = { shape, needed, record: {}, number: 0, end: 0, isSpelledLikeOurs: false };
    },
    read(bytes, start) {
      if (bytes[start] !== openBrace) return undefined;
      number++;
      if (bytes !== opened) {
        opened = bytes;
        view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      }
      let { keys, line } = first;
      let traits = 0;
      for (let at = start + 1; ; at++) {
        if (bytes[at] !== quote) {
          skipped.traits = 0;
          at = skipSpace(bytes, at);
          traits |= skipped.traits;
        }
        let end = 0;
        for (let index = 0; end === 0 && index < keys.length; index++) {
          const { member, next } = keys[index]!;
          end = readMember(member, bytes, view, at, number);
          if (end <= 0) continue;
          traits |= member.traits;
          ({ keys, line } = next);
        }
        if (end <= 0) return undefined;
        at = end;
        if (bytes[at] === comma) continue;
        skipped.traits = 0;
        at = skipSpace(bytes, at);
        traits |= skipped.traits;
        if (bytes[at] === comma) continue;
        if (bytes[at] !== closeBrace || line === undefined || !isLineEnd(bytes, at + 1)) return undefined;
        line.end = at + 1;
        line.isSpelledLikeOurs = (traits & trait.foreignSpelling) === 0;
        fill(line, bytes, number);
        return line;
      }
    },
  };
}

/** Parses the fields of a line that may be others than in the line of its shape before. */
function fill(line: KnownLine, bytes: Uint8Array, number: number): void {
  const { needed, record, number: before } = line;
  for (const { name, from, to, traits, changedIn } of needed)
    if (changedIn > before) record[name] = readValue(bytes, from, to, traits);
  line.number = number;
}

/** Whether only white space stands behind an offset in its line. */
function isLineEnd(bytes: Uint8Array, from: number): boolean {
  const byte = bytes[skipSpace(bytes, from)];
  return byte === lineFeed || byte === carriageReturn || byte === undefined;
}

/** Whether a key stands in a line of ours as it is, and can be set like any other. */
function isPlainKey(name: string): boolean {
  return name !== "__proto__" && JSON.stringify(name) === `"${name}"` && !/[\u007f-\u009f\u2028\u2029]/.test(name);
}
