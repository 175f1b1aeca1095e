import {
  SpeakerGenderAgePrediction_AgeClass as AgeClass,
  SpeakerGenderAgePrediction_GenderClass as GenderClass,
  SpoofingResult_AttackResult as AttackResult,
  VoiceActivityMark_VoiceActivityMarkType as MarkType,
  type RecognizeResponse,
  type SpeakerGenderAgePrediction,
} from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";

/** One word; times count from the start of the audio. Confidence is 0..1; some installations always send 0. */
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

/** The anti-spoofing result of one range of speech. */
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
  /** 0..1; some installations always send 0. */
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

/**
 * The phrase of one response; undefined for one that holds marks only.
 *
 * @param isFinal what to make of the flag: in files every phrase is final, whatever the platform says
 */
export function readPhrase(response: RecognizeResponse, isFinal = response.isFinal): Phrase | undefined {
  const { hypothesis } = response;
  if (!hypothesis) return undefined;
  const words = hypothesis.normalizedWords.length > 0 ? hypothesis.normalizedWords : hypothesis.words;
  return {
    text: hypothesis.normalizedTranscript || hypothesis.transcript,
    rawText: hypothesis.transcript,
    startMs: hypothesis.startTimeMs,
    endMs: hypothesis.endTimeMs,
    confidence: hypothesis.confidence,
    words: words.map(({ word, startTimeMs, endTimeMs, confidence }) => {
      return { word, startMs: startTimeMs, endMs: endTimeMs, confidence };
    }),
    isFinal,
    channel: response.channel,
    ...(response.speakerInfo && response.speakerInfo.speakerId > 0 && { speaker: response.speakerInfo.speakerId }),
    ...(response.genderage && { guess: readGuess(response.genderage) }),
    spoofing: response.spoofingResult.map(({ result, confidence, startTimeMs, endTimeMs }) => {
      return { genuine: result === AttackResult.GENUINE, confidence, startMs: startTimeMs, endMs: endTimeMs };
    }),
  };
}

/** The voice-activity marks of one response. */
export function readMarks(response: RecognizeResponse): VaMark[] {
  return response.vaMarks.map(({ markType, offsetMs }) => {
    const type = markType === MarkType.VA_MARK_BEGIN ? "begin" : markType === MarkType.VA_MARK_END ? "end" : "none";
    return { type, offsetMs, channel: response.channel };
  });
}

function readGuess({ gender, age, emotion }: SpeakerGenderAgePrediction): SpeakerGuess {
  return {
    gender: gender === GenderClass.GENDER_MALE ? "male" : gender === GenderClass.GENDER_FEMALE ? "female" : "unknown",
    age: age === AgeClass.AGE_ADULT ? "adult" : age === AgeClass.AGE_CHILD ? "child" : "unknown",
    ...(emotion && {
      emotion: {
        positive: emotion.positive,
        neutral: emotion.neutral,
        angry: emotion.negativeAngry,
        sad: emotion.negativeSad,
      },
    }),
  };
}
