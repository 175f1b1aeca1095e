import type { EngineTranscript, EngineWord } from "../../../emulator/recognition/recognition-engine.ts";

/** One token of the decoder's output. */
export interface Token {
  /** Index into the vocabulary. */
  id: number;
  /** Probability of the token, 0..1. */
  probability: number;
  /** Start of the token in the audio, in milliseconds. */
  startMs: number;
}

/** Ids below this are unknown, begin and end. */
const firstPiece = 3;
const wordMark = "▁";
const byteForm = /^<0x([0-9A-F]{2})>$/;

/**
 * Joins tokens into words and text.
 *
 * A word begins at its first token and ends where the next one begins, the last at the end of the audio. Its confidence is
 * the product of its tokens' probabilities; that of the text the geometric mean over all tokens.
 *
 * @param vocabulary SentencePiece pieces by id; ids beyond it are the model's own marks and say nothing
 */
export function joinTokens(
  tokens: readonly Token[],
  vocabulary: readonly string[],
  durationMs: number,
): EngineTranscript {
  const spoken: { bytes: number[]; startMs: number; confidence: number }[] = [];
  for (const { id, probability, startMs } of tokens) {
    const piece = vocabulary[id];
    if (piece === undefined || id < firstPiece) continue;
    const opensWord = piece.startsWith(wordMark) || spoken.length === 0;
    if (opensWord) spoken.push({ bytes: [], startMs, confidence: 1 });
    const word = spoken.at(-1)!;
    word.bytes.push(...pieceBytes(piece));
    word.confidence *= probability;
  }
  const timed = spoken
    .map(({ bytes, startMs, confidence }) => ({ word: decode(bytes), startMs, confidence }))
    .filter(({ word }) => word !== "");
  const words = timed.map((each, index): EngineWord => {
    const endMs = Math.max(each.startMs, timed[index + 1]?.startMs ?? durationMs);
    return { ...each, endMs };
  });
  return { text: words.map(({ word }) => word).join(" "), words, confidence: meanProbability(tokens) };
}

/** A character that is not in the vocabulary comes as its UTF-8 bytes, one `<0xNN>` piece each. */
function pieceBytes(piece: string): Iterable<number> {
  const byte = byteForm.exec(piece)?.[1];
  return byte ? [parseInt(byte, 16)] : new TextEncoder().encode(piece.replaceAll(wordMark, " "));
}

function decode(bytes: number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes)).trim();
}

function meanProbability(tokens: readonly Token[]): number {
  if (tokens.length === 0) return 0;
  return Math.exp(tokens.reduce((sum, { probability }) => sum + Math.log(probability), 0) / tokens.length);
}
