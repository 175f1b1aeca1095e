import { speechRateHz } from "../../audio/decode-file.ts";
import { maxMessageBytes } from "../../wire/message-size.ts";

/**
 * Largest sound that fits into one message, in bytes: the platform's limit of 62,914,560 less room for the options. The client
 * weighs the whole message once more before it is sent.
 */
export const maxAudioBytes = maxMessageBytes - 4096;

/**
 * Longest sound that is opened at all, in bytes: two hours, which go through the stream. Decoding holds some five times as
 * much in memory.
 */
export const maxOpenedBytes = 2 * 3600 * speechRateHz * Int16Array.BYTES_PER_ELEMENT;
