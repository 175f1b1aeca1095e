import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { setBounded } from "../basics/bounded-map.ts";
import type { PseudonymKind } from "./manifest.ts";

/** Gives values names that say nothing about them, and are the same wherever the value stands. */
export interface Pseudonyms {
  /** `session_3f2a91c04b`: the kind, and the beginning of a keyed hash of the value. */
  of(kind: PseudonymKind, value: string): string;
  /** How many different values have one, by kind. */
  counts(): Partial<Record<PseudonymKind, number>>;
}

/** Bytes of the hash in a pseudonym. Of 100,000 values of a kind, two share one with a probability of 0.5 %. */
const hashBytes = 5;
const mostRemembered = 5_000;

/** What every pseudonym looks like. */
export const pseudonymPattern =
  /(?:text|transcript|audio|session|request|client|account|voice|host|file|id)_[0-9a-f]{10}/g;

/**
 * Pseudonyms by HMAC-SHA-256. The key is made here, is nowhere else, and is gone with this object: without it nobody can try
 * out which value a pseudonym stands for.
 *
 * @param random default: the browser's
 */
export function createPseudonyms(random: Pick<typeof crypto, "getRandomValues"> = crypto): Pseudonyms {
  const key = random.getRandomValues(new Uint8Array(32));
  /** Hashes as numbers, because logs have very many ids. */
  const seen = new Map<PseudonymKind, Set<number>>();
  const remembered = new Map<string, string>();

  return {
    of(kind, value) {
      const cacheKey = `${kind}:${value}`;
      const known = value.length < 200 ? remembered.get(cacheKey) : undefined;
      if (known !== undefined) return known;
      const hash = bytesToHex(hmac(sha256, key, utf8ToBytes(value.toWellFormed())).subarray(0, hashBytes));
      const ofKind = seen.get(kind) ?? new Set<number>();
      seen.set(kind, ofKind.add(parseInt(hash, 16)));
      const pseudonym = `${kind}_${hash}`;
      if (value.length < 200) setBounded(remembered, cacheKey, pseudonym, mostRemembered);
      return pseudonym;
    },
    counts: () => Object.fromEntries([...seen].map(([kind, values]) => [kind, values.size])),
  };
}
