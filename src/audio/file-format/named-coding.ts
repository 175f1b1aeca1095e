import type { AudioContainer } from "./containers.ts";

/** Codings in AIFF-C and CAF, by their four letters. */
const fourLetters: Readonly<Record<string, string>> = {
  NONE: "pcm",
  lpcm: "pcm",
  twos: "pcm",
  sowt: "pcm",
  fl32: "pcm-f32",
  FL32: "pcm-f32",
  fl64: "pcm-f64",
  FL64: "pcm-f64",
  ulaw: "ulaw",
  alaw: "alaw",
  ima4: "ima-adpcm",
  "aac ": "aac",
  alac: "alac",
  ".mp3": "mp3",
  opus: "opus",
  agsm: "gsm",
  "GSM ": "gsm",
};
/** Codings of AU by their number. */
const auCodings = ["", "ulaw", "pcm-s8", "pcm-s16", "pcm-s24", "pcm-s32", "pcm-f32", "pcm-f64"];

/** Names the coding in containers that no library of ours reads; undefined where the first bytes do not tell it. */
export function namedCoding(container: AudioContainer, bytes: Uint8Array): string | undefined {
  if (container === "amr") return textAt(bytes, 5, 3) === "-WB" ? "amr-wb" : "amr-nb";
  if (container === "ogg") return textAt(bytes, 28, 7) === "Speex  " ? "speex" : undefined;
  if (container === "wma") return "wma";
  // Behind 8 bytes of header stands the chunk desc: 12 of its own, 8 of rate, then the four letters.
  if (container === "caf") return byLetters(textAt(bytes, 28, 4));
  if (container === "aiff") return textAt(bytes, 8, 4) === "AIFC" ? aifcCoding(bytes) : "pcm";
  if (container === "au" && bytes.length >= 16) return auCodings[bytes[15]!];
  return undefined;
}

/** The fourth field of AIFF-C's chunk COMM, which may stand anywhere. */
function aifcCoding(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 12; offset + 8 <= bytes.length;) {
    if (textAt(bytes, offset, 4) === "COMM") return byLetters(textAt(bytes, offset + 26, 4));
    const size = view.getUint32(offset + 4);
    offset += 8 + size + (size % 2);
  }
  return undefined;
}

function byLetters(letters: string): string | undefined {
  return fourLetters[letters] ?? (letters.trim() === "" ? undefined : letters.trim().toLowerCase());
}

function textAt(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
