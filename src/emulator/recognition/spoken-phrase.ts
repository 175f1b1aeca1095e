import { create } from "@bufbuild/protobuf";
import {
  SpeechRecognitionHypothesisSchema,
  type SpeechRecognitionHypothesis,
} from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { rawText, rawWords } from "./raw-words.ts";
import type { EngineTranscript, EngineWord } from "./recognition-engine.ts";
import type { Phrase } from "./segments.ts";

/** Transcript of a phrase. All times count from the start of the audio, in milliseconds. */
export interface SpokenPhrase extends EngineTranscript {
  startMs: number;
  endMs: number;
}

/** Shifts an engine's transcript to its place in the audio; words are clamped to the speech that the detector found. */
export function placeTranscript(transcript: EngineTranscript, phrase: Phrase): SpokenPhrase {
  const { speechStartMs: startMs, speechEndMs: endMs } = phrase;
  const place = (ms: number) => Math.round(Math.max(startMs, Math.min(endMs, phrase.startMs + ms)));
  const words = transcript.words.map((word): EngineWord => ({
    ...word,
    startMs: place(word.startMs),
    endMs: place(word.endMs),
  }));
  return { ...transcript, words, startMs, endMs };
}

/** Joins the parts of one phrase; the confidence is their mean, weighted by words. */
export function joinPhrases(parts: readonly SpokenPhrase[]): SpokenPhrase {
  const said = parts.filter((part) => part.text !== "");
  const words = said.flatMap((part) => part.words);
  const weight = said.reduce((sum, part) => sum + part.words.length, 0);
  const confidence = said.reduce((sum, part) => sum + part.confidence * part.words.length, 0) / Math.max(1, weight);
  return {
    text: said.map((part) => part.text).join(" "),
    words,
    confidence,
    startMs: said[0]?.startMs ?? 0,
    endMs: said.at(-1)?.endMs ?? 0,
  };
}

/** Which fields a hypothesis has. */
export interface HypothesisForm {
  wordTimes: boolean;
  punctuation: boolean;
}

/** A phrase as a hypothesis of the platform: always the raw transcript, the engine's own spelling when punctuation is requested. */
export function hypothesisOf(phrase: SpokenPhrase, form: HypothesisForm): SpeechRecognitionHypothesis {
  return create(SpeechRecognitionHypothesisSchema, {
    transcript: rawText(phrase.text),
    normalizedTranscript: form.punctuation ? phrase.text : "",
    confidence: phrase.confidence,
    startTimeMs: phrase.startMs,
    endTimeMs: phrase.endMs,
    words: form.wordTimes ? rawWords(phrase.words).map(wordForm) : [],
  });
}

function wordForm({ word, startMs, endMs, confidence }: EngineWord) {
  return { word, startTimeMs: startMs, endTimeMs: endMs, confidence };
}
