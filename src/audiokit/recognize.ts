import type { WavFormat } from "../audio/wav.ts";
import type { AudioKitCallOptions } from "./call-options.ts";
import type { Reply } from "./reply.ts";

/** When voice-activity marks are sent: not at all, beside the text, or as soon as they are known. */
export const vaMarkModes = ["off", "with-text", "as-soon-as-known"] as const;
export type VaMarkMode = (typeof vaMarkModes)[number];

/** How the platform cuts sound into phrases. `none` makes the whole text one phrase. */
export const phraseSplitters = ["vad", "none", "enhanced-vad", "target-speech-vad", "vad-v2"] as const;
export type PhraseSplitter = (typeof phraseSplitters)[number];

/** What is to be recognised, and how. Absent options leave the platform's defaults. */
export interface RecognitionRequest extends WavFormat {
  /** Samples without a header, coded as `coding` says, channels interleaved. */
  audio: Uint8Array;
  /** BCP 47; default `ru`. The platform's models decide, so a named model may ignore it. */
  language?: string;
  /** Name from the model list; the platform chooses when absent. */
  model?: string;
  /** Times of single words; default true. */
  wordTimes?: boolean;
  /** Punctuation and capital letters; default true. */
  punctuation?: boolean;
  /** Number words become digits; default false. */
  denormalization?: boolean;
  /** Default `off`. */
  vaMarks?: VaMarkMode;
  /** Default `vad`. */
  phraseSplitter?: PhraseSplitter;
  /** Settings of `phraseSplitter`, as far as it has them; the others are not sent. */
  splitterOptions?: SplitterOptions;
  /** Every channel on its own; default false. */
  splitByChannel?: boolean;
  /** Tells speakers apart; a number is the hint how many there are at most, or exactly. */
  speakers?: { max?: number; exact?: number };
  /** Gender, age and emotion of the speaker; default false. */
  genderAge?: boolean;
  /** Looks for forged speech; the two rates exclude each other. */
  antispoofing?: { falseAcceptance?: number; falseRejection?: number; maxAnalysisMs?: number };
  /** A dictionary from the model list that makes its words likelier; weight -1..1, default 0. */
  contextDictionary?: { name: string; weight?: number };
  /** Replaces words: a dictionary the platform has, or its contents. */
  substitution?: { name: string } | { contents: string };
}

/** Settings of the phrase splitters; which one has which is said at each. */
export interface SplitterOptions {
  /** vad: 0..1. */
  threshold?: number;
  /** vad, vad-v2: silence that ends a phrase, in milliseconds. */
  minSilenceMs?: number;
  /** vad: shorter sounds are no speech, in milliseconds. */
  minSpeechMs?: number;
  /** vad: widens (or, negative, narrows) each phrase, in milliseconds. */
  speechPadMs?: number;
  /** vad: keep silences in the phrases (`pauses`) or cut them out (`speech`). */
  keep?: "pauses" | "speech";
  /** enhanced-vad, target-speech-vad, vad-v2: 0..1. */
  beginningThreshold?: number;
  /** enhanced-vad, target-speech-vad, vad-v2: 0..1, below the other. */
  endingThreshold?: number;
  /** enhanced-vad, target-speech-vad: a multiple of 40 ms. */
  beginningWindowMs?: number;
  /** enhanced-vad, target-speech-vad: a multiple of 40 ms. */
  endingWindowMs?: number;
}

/** One word; times count from the start of the audio. Confidence is 0..1; some installations always answer 0. */
export interface RecognizedWord {
  word: string;
  startMs: number;
  endMs: number;
  confidence: number;
}

/** Who spoke, as the platform guesses; `unknown` where it does not say. */
export interface SpeakerGuess {
  gender: "unknown" | "male" | "female";
  age: "unknown" | "adult" | "child";
  /** Each 0..1. */
  emotion?: { positive: number; neutral: number; angry: number; sad: number };
}

/** Whether a stretch of speech was genuine. */
export interface SpoofingVerdict {
  genuine: boolean;
  confidence: number;
  startMs: number;
  endMs: number;
}

/** One phrase. */
export interface Phrase {
  /** The written form where the platform gave one, else `rawText`. */
  text: string;
  /** Lower case, without punctuation. */
  rawText: string;
  startMs: number;
  endMs: number;
  /** 0..1; some installations always answer 0. */
  confidence: number;
  /** Empty without word times. */
  words: RecognizedWord[];
  /** False only for interim phrases of a live stream. */
  isFinal: boolean;
  /** From 1; 0 where the platform does not count them. */
  channel: number;
  /** From 1; absent without speaker labels. */
  speaker?: number;
  guess?: SpeakerGuess;
  spoofing: SpoofingVerdict[];
}

/** Where speech begins and ends. */
export interface VaMark {
  type: "begin" | "end" | "none";
  offsetMs: number;
  channel: number;
}

/** What was heard in a file. */
export interface Recognition {
  /** In order of the platform's answer; phrases without words are left out. */
  phrases: Phrase[];
  /** All marks, in order of time. */
  vaMarks: VaMark[];
  /** Texts of all phrases, one blank between them. */
  transcript: string;
  /** Mean of the phrases' confidences; absent when there are none or all are 0. */
  meanConfidence?: number;
  /** Length of the audio sent, from its sample count. */
  audioSeconds: number;
  /** From the call to its end, in milliseconds. */
  totalMs: number;
  reply: Reply;
}

export type RecognitionOptions = AudioKitCallOptions;
