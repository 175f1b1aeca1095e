/** The bytes in which lines stand, and what is known of the line that is being scanned. */
export interface LineBytes {
  bytes: Uint8Array;
  view: DataView;
  /** Length of both, which is slow to ask for. */
  limit: number;
  /** Whether the line has no white space between its tokens, and no escape that our lines do not have. */
  isSpelledLikeOurs: boolean;
  /** Whether a search finds in the line what it finds in its names and values, written as JSON. */
  isToldByValues: boolean;
}

/** Opens other bytes. */
export function openBytes(lines: LineBytes, bytes: Uint8Array): void {
  lines.bytes = bytes;
  lines.limit = bytes.length;
  lines.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

const space = 0x20;

/** Offset after the white space that begins at an offset. */
export function afterSpace(lines: LineBytes, start: number): number {
  lines.isSpelledLikeOurs = lines.isToldByValues = false;
  let at = start;
  while (lines.bytes[at] === space) at++;
  return at;
}
