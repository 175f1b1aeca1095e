/** An encoding that tables are written in. */
type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "windows-1251";

/**
 * The text of a file: UTF-16 by its mark or its zeros; UTF-8, also with single bad bytes; else Windows-1251, which Russian
 * tables are written in.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const encoding = encodingOf(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function encodingOf(bytes: Uint8Array): TextEncodingName {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros = [0, 0];
  bytes.subarray(0, 65_536).forEach((byte, at) => byte === 0 && zeros[at % 2]!++);
  if (zeros[1]! > zeros[0]! * 4 + 1) return "utf-16le";
  if (zeros[0]! > zeros[1]! * 4 + 1) return "utf-16be";
  const text = new TextDecoder().decode(bytes);
  const bad = text.match(/\ufffd/g)?.length ?? 0;
  const good = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  // A letter of Windows-1251 is hardly ever valid UTF-8, so one letter that is outweighs several that are not.
  return bad === 0 || good > bad ? "utf-8" : "windows-1251";
}
