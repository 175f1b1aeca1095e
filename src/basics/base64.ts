/** Bytes whose letters are made at once: a call takes a limited number of arguments. */
const chunkBytes = 0x6000;

/** Bytes as base64, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + chunkBytes)));
  }
  return text;
}

/**
 * The bytes of a base64 text.
 *
 * @throws DOMException `InvalidCharacterError` when it is none
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
