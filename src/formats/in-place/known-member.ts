import { skipSpace, skipped, skipValue } from "./skip-value.ts";

/** A key of lines, and the member of the line that had it last: most lines say what the line before says. */
export interface KnownMember {
  readonly name: string;
  /** As it stands in a line, with its quotes. */
  readonly letters: Uint8Array;
  /** Bytes of the last member, from the quote of its key to the end of its value. */
  readonly last: Uint8Array;
  readonly lastView: DataView;
  /** Where the value begins in them, and where it ends; both 0 where they are not remembered. */
  valueStart: number;
  length: number;
  /** What was seen while the value was skipped. */
  traits: number;
  /** Number of the line in which the value was another one. */
  changedIn: number;
  /** Where the value stands in the line that is being read. */
  from: number;
  to: number;
}

/** Longest member that is remembered, in bytes. */
const maxRemembered = 200;

const encoder = new TextEncoder();
const colon = 0x3a;
const comma = 0x2c;
const closeBrace = 0x7d;

/** Creates the memory of a key. */
export function createMember(name: string): KnownMember {
  const letters = encoder.encode(`"${name}"`);
  const last = new Uint8Array(maxRemembered);
  return {
    name,
    letters,
    last,
    lastView: new DataView(last.buffer),
    valueStart: 0,
    length: 0,
    traits: 0,
    changedIn: 0,
    from: 0,
    to: 0,
  };
}

/**
 * Reads the member at an offset where it has this key.
 *
 * @param line number of the line
 * @returns the offset after it; 0 where it has another key, -1 where it is not valid
 */
export function readMember(member: KnownMember, bytes: Uint8Array, view: DataView, at: number, line: number): number {
  const { letters, last, valueStart, length } = member;
  let same = 0;
  if (at + length <= bytes.length)
    while (same + 4 <= length && member.lastView.getInt32(same, true) === view.getInt32(at + same, true)) same += 4;
  while (same < length && last[same] === bytes[at + same]) same++;
  const after = bytes[at + same];
  if (same === length && length > 0 && (after === comma || after === closeBrace)) {
    member.from = at + valueStart;
    return (member.to = at + length);
  }
  let from = at + valueStart;
  let isKnown = length > 0 && same >= valueStart;
  skipped.traits = 0;
  if (!isKnown) {
    if (sameLength(letters, letters.length, bytes, at) < letters.length) return 0;
    from = skipSpace(bytes, at + letters.length);
    if (bytes[from] !== colon) return -1;
    from = skipSpace(bytes, from + 1);
    isKnown = skipped.traits === 0;
  }
  const to = skipValue(bytes, from);
  if (to < 0) return -1;
  member.from = from;
  member.to = to;
  member.traits = skipped.traits;
  member.changedIn = line;
  member.length = isKnown && to - at <= maxRemembered ? to - at : 0;
  member.valueStart = from - at;
  for (let index = same; index < member.length; index++) last[index] = bytes[at + index]!;
  return to;
}

function sameLength(known: Uint8Array, length: number, bytes: Uint8Array, at: number): number {
  let same = 0;
  while (same < length && known[same] === bytes[at + same]) same++;
  return same;
}
