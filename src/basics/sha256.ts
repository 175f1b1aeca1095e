import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function textSha256(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text.toWellFormed())));
}

/**
 * SHA-256 of bytes, in hexadecimal. The browser counts it off the page's thread; a page that was served without
 * encryption by another machine has no such help, and 30 MB then take a good part of a second.
 */
export async function bytesSha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  return bytesToHex(subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : sha256(bytes));
}

/** SHA-256 of bytes that come in chunks, in hexadecimal. */
export function growingSha256(): { add(bytes: Uint8Array): void; hex(): string } {
  const hash = sha256.create();
  return { add: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.clone().digest()) };
}
