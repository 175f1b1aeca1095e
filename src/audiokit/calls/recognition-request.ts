import { create } from "@bufbuild/protobuf";
import type { WavFormat } from "../../audio/wav.ts";
import {
  RecognitionConfigSchema,
  RecognitionConfig_VoiceActivityMarkEventsMode as MarkMode,
  type RecognitionConfig,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { encodings } from "../contract/encodings.ts";
import { splitterConfig, type PhraseSplitter, type SplitterOptions } from "./phrase-splitter.ts";

/** When voice-activity marks are sent: not at all, beside the text, or as soon as they are known. */
export const vaMarkModes = ["off", "with-text", "as-soon-as-known"] as const;
export type VaMarkMode = (typeof vaMarkModes)[number];

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

const markModes: Record<VaMarkMode, MarkMode> = {
  off: MarkMode.VA_DISABLE,
  "with-text": MarkMode.VA_ENABLE,
  "as-soon-as-known": MarkMode.VA_ENABLE_ASYNC,
};

/** The request without its audio, in the platform's words. */
export function recognitionConfig(request: RecognitionRequest): RecognitionConfig {
  const { speakers, antispoofing, contextDictionary, substitution } = request;
  return create(RecognitionConfigSchema, {
    encoding: encodings[request.coding],
    sampleRateHertz: request.sampleRateHz,
    audioChannelCount: request.channelCount,
    languageCode: request.language ?? "ru",
    model: request.model ?? "",
    splitByChannel: request.splitByChannel ?? false,
    enableWordTimeOffsets: request.wordTimes ?? true,
    vaConfig: splitterConfig(request.phraseSplitter ?? "vad", request.splitterOptions ?? {}),
    vaResponseMode: markModes[request.vaMarks ?? "off"],
    punctuationConfig: { enable: request.punctuation ?? true },
    denormalizationConfig: { enable: request.denormalization ?? false },
    ...(request.genderAge && { genderageConfig: { enable: true } }),
    ...(speakers && { speakerLabelingConfig: { enable: true, speakers: speakerHint(speakers) } }),
    ...(antispoofing && { antispoofingConfig: antispoofingConfig(antispoofing) }),
    ...(contextDictionary && {
      contextDictionary: { dictionaryName: contextDictionary.name, weight: contextDictionary.weight ?? 0 },
    }),
    ...(substitution && {
      substitutionDictionaryConfig: {
        dictionary:
          "name" in substitution
            ? { case: "dictionaryName", value: substitution.name }
            : { case: "dictionaryData", value: substitution.contents },
      },
    }),
  });
}

function speakerHint({ max, exact }: { max?: number; exact?: number }) {
  if (exact !== undefined) return { case: "numSpeakers", value: exact } as const;
  return max === undefined ? { case: undefined } : ({ case: "maxSpeakers", value: max } as const);
}

function antispoofingConfig(wanted: NonNullable<RecognitionRequest["antispoofing"]>) {
  const { falseAcceptance, falseRejection, maxAnalysisMs } = wanted;
  return {
    enable: true,
    ...(maxAnalysisMs !== undefined && { maxDurationForAnalysisMs: maxAnalysisMs }),
    ...(falseAcceptance !== undefined && { falseRateType: { case: "FAR", value: falseAcceptance } as const }),
    ...(falseRejection !== undefined && { falseRateType: { case: "FRR", value: falseRejection } as const }),
  };
}
