import { speechRateHz } from "../../audio/decode-file.ts";

/**
 * Longest sound that is opened at all, in bytes: two hours, which go through the stream. Decoding holds some five times as
 * much in memory.
 */
export const maxOpenedBytes = 2 * 3600 * speechRateHz * Int16Array.BYTES_PER_ELEMENT;
