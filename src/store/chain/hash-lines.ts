import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { joinBytes } from "../../basics/bytes.ts";
import { crc32 } from "../../basics/crc-32.ts";
import { lineSizes } from "../storage/line-bytes.ts";

/**
 * Hashes lines behind a salt. The salt is no part of the chain and goes when a value is removed from the lines: else the value
 * could be guessed from their old hash.
 *
 * @returns SHA-256 in hexadecimal digits
 */
export function hashLines(salt: string, bytes: Uint8Array): string {
  return bytesToHex(sha256.create().update(utf8ToBytes(salt)).update(bytes).digest());
}

/** The same, by the browser's own code where there is one: it is faster, and lets other work go on. */
export async function hashLinesSoon(salt: string, bytes: Uint8Array): Promise<string> {
  // Absent in an insecure context.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return hashLines(salt, bytes);
  return bytesToHex(new Uint8Array(await subtle.digest("SHA-256", joinBytes([utf8ToBytes(salt), bytes]))));
}

/** CRC-32 of each line with its line feed. It finds the place of a change that the hash of the lines proves. */
export function lineChecks(bytes: Uint8Array): Uint32Array<ArrayBuffer> {
  let at = 0;
  return Uint32Array.from(lineSizes(bytes), (size) => crc32(bytes.subarray(at, (at += size))));
}
