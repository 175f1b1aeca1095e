/**
 * Counts what is not ASCII in bytes that may be UTF-8: `letters` that are valid sequences of several bytes, and `bad` bytes
 * that belong to none. A sequence that the end cuts is neither.
 */
export function weighUtf8(bytes: Uint8Array): { letters: number; bad: number } {
  let letters = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at]!;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const length = sequenceLength(lead);
    let end = at + 1;
    while (end < at + length && end < bytes.length && (bytes[end]! & 0xc0) === 0x80) end++;
    if (end === at + length && length > 1) letters++;
    else if (length === 0 || end < bytes.length) bad++;
    at = length === 0 || end < at + length ? at + 1 : end;
  }
  return { letters, bad };
}

/** Bytes of the sequence that a byte begins; 0 when it begins none. */
function sequenceLength(lead: number): number {
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}
