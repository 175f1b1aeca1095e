import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { setBounded } from "../../basics/bounded-map.ts";
import type { PseudonymKind } from "../manifest.ts";

/** Gives values names that say nothing about them, and are the same wherever the value stands. */
export interface Pseudonyms {
  /**
   * `session_3f2a91c04b`: the kind, and the beginning of a keyed hash of the value; behind it the port of a host or the ending
   * of a file. Case counts in texts only.
   */
  of(kind: PseudonymKind, value: string): string;
  /** How many different values have one, by kind. */
  counts(): Partial<Record<PseudonymKind, number>>;
}

/** Bytes of the hash in a pseudonym. Of 100,000 values of a kind, two share one with a probability of 0.5 %. */
const hashBytes = 5;
/** Values that are remembered, and the longest of them in characters: ids come again and again. */
const [mostRemembered, longestRemembered] = [5_000, 200];

/** What of a value says nothing of a person and helps to read it: the port of a host, and the ending of a file. */
const endings: Partial<Record<PseudonymKind, RegExp>> = { host: /:\d{1,5}$/, file: /\.[a-z]\w{0,4}$/i };

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
      const isShort = value.length < longestRemembered;
      const known = isShort ? remembered.get(cacheKey) : undefined;
      if (known !== undefined) return known;
      const ending = endings[kind]?.exec(value)?.[0] ?? "";
      const name = value.slice(0, value.length - ending.length);
      const isText = kind === "text" || kind === "transcript";
      const bytes = utf8ToBytes((isText ? name : name.toLowerCase()).toWellFormed());
      const hash = bytesToHex(hmac(sha256, key, bytes).subarray(0, hashBytes));
      const ofKind = seen.get(kind) ?? new Set<number>();
      seen.set(kind, ofKind.add(parseInt(hash, 16)));
      const pseudonym = `${kind}_${hash}${ending}`;
      if (isShort) setBounded(remembered, cacheKey, pseudonym, mostRemembered);
      return pseudonym;
    },
    counts: () => Object.fromEntries([...seen].map(([kind, values]) => [kind, values.size])),
  };
}
