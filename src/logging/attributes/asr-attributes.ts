import { bytesPerSample } from "../../audio/wav.ts";
import {
  AudioEncodingSchema,
  RecognitionConfig_VoiceActivityMarkEventsModeSchema as MarkModeSchema,
  STT,
  VoiceActivityConfig_VoiceActivityDetectionAlgorithmUsageSchema as UsageSchema,
  type FileRecognizeRequest,
  type RecognitionConfig,
  type RecognizeRequest,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type {
  FileRecognizeResponse,
  RecognizeResponse,
} from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import {
  enumName,
  rounded,
  type CallAttributes,
  type MessageAttributes,
  type MethodAttributesTable,
} from "./call-attributes.ts";
import { recordTimes, timesOf } from "./message-times.ts";
import { wavCodings } from "./wav-codings.ts";

/** How recognition is logged: what was sent, in which chunks, what was recognized and with which confidence. */
export const asrAttributes: MethodAttributesTable = {
  [`${STT.typeName}/FileRecognize`]: { service: "ASR", requestService: "ASR_Recognize", open: openFile },
  [`${STT.typeName}/Recognize`]: { service: "ASR", requestService: "ASR_StreamRecognize", open: openStream },
};

function openFile(): CallAttributes {
  const sent = countAudio();
  const phrases = collectPhrases();
  return {
    sent(message) {
      const { config, audio } = message as FileRecognizeRequest;
      sent.configure(config);
      sent.add(audio);
    },
    received: (message) =>
      (message as FileRecognizeResponse).response.forEach((response) => phrases.add(response, true)),
    request: () => ({
      attributes: { ...sent.config(), audio_size_bytes: sent.bytes(), audio_seconds: sent.seconds() },
      unlogged: sent.dictionary(),
    }),
    response: (durationMs) => phrases.attributes(durationMs, sent.seconds()),
  };
}

function openStream(): CallAttributes {
  const sent = countAudio();
  const phrases = collectPhrases();
  const times = { sent: recordTimes(), partials: recordTimes(), finals: recordTimes() };
  let [firstMs, firstPartialMs, firstFinalMs]: (number | undefined)[] = [];
  let streamConfig: Record<string, unknown> = {};
  return {
    sent(message, atMs) {
      const { streamingRequest } = message as RecognizeRequest;
      if (streamingRequest.case === "audio") {
        sent.add(streamingRequest.value);
        times.sent.add(atMs);
      }
      if (streamingRequest.case !== "config") return;
      const { config, singleUtterance, interimResults } = streamingRequest.value;
      sent.configure(config);
      streamConfig = { single_utterance: singleUtterance, interim_results: interimResults };
    },
    received(message, atMs) {
      const response = message as RecognizeResponse;
      firstMs ??= atMs;
      if (response.hypothesis && response.isFinal) firstFinalMs ??= atMs;
      else if (response.hypothesis) firstPartialMs ??= atMs;
      if (response.hypothesis) times[response.isFinal ? "finals" : "partials"].add(atMs);
      phrases.add(response);
    },
    request: () => ({
      attributes: { ...sent.config(), streaming: true, ...streamConfig },
      unlogged: sent.dictionary(),
    }),
    response(durationMs) {
      const { attributes, texts } = phrases.attributes(durationMs, sent.seconds());
      const timing = {
        ...(firstMs !== undefined && { time_to_first_response_ms: rounded(firstMs) }),
        ...(firstPartialMs !== undefined && { time_to_first_partial_ms: rounded(firstPartialMs) }),
        ...(firstFinalMs !== undefined && { time_to_first_final_ms: rounded(firstFinalMs) }),
      };
      const counts = { partials_count: phrases.partials(), finals_count: phrases.finals() };
      return { attributes: { ...sent.chunks(), ...timing, ...counts, ...attributes }, texts };
    },
    times: () => timesOf(times),
  };
}

/** Counts the samples sent and reads what the configuration says of them. */
function countAudio() {
  let config: RecognitionConfig | undefined;
  let [count, total, smallest, largest] = [0, 0, Infinity, 0];

  /** Undefined when the configuration does not say what the samples are. */
  function seconds(): number | undefined {
    const coding = config && wavCodings[config.encoding];
    const rate = (config?.sampleRateHertz ?? 0) * (config?.audioChannelCount || 1);
    return coding && rate > 0 ? rounded(total / bytesPerSample(coding) / rate) : undefined;
  }

  return {
    configure: (given: RecognitionConfig | undefined) => (config = given),
    add(audio: Uint8Array) {
      count++;
      total += audio.length;
      smallest = Math.min(smallest, audio.length);
      largest = Math.max(largest, audio.length);
    },
    bytes: () => total,
    seconds,
    chunks: () => ({
      total_chunks: count,
      total_bytes: total,
      ...(count > 0 && {
        chunk_bytes_min: smallest,
        chunk_bytes_max: largest,
        chunk_bytes_mean: rounded(total / count),
      }),
      audio_seconds: seconds(),
    }),
    config: () => (config ? describeConfig(config) : {}),
    dictionary: () => dictionaryContents(config),
  };
}

function describeConfig(config: RecognitionConfig): Record<string, unknown> {
  return {
    language: config.languageCode,
    model: config.model || "default",
    sample_rate: config.sampleRateHertz,
    encoding: enumName(AudioEncodingSchema, config.encoding),
    channels: config.audioChannelCount,
    split_by_channel: config.splitByChannel,
    word_time_offsets: config.enableWordTimeOffsets,
    punctuation: config.punctuationConfig?.enable ?? false,
    denormalization: config.denormalizationConfig?.enable ?? false,
    va_algorithm: enumName(UsageSchema, config.vaConfig?.usage ?? 0),
    va_marks: enumName(MarkModeSchema, config.vaResponseMode),
    ...describeExtras(config),
  };
}

/** Options that are off by default: only those requested. The contents of a substitution dictionary may be personal. */
function describeExtras(config: RecognitionConfig): Record<string, unknown> {
  const { vaConfig, antispoofingConfig, speakerLabelingConfig, contextDictionary } = config;
  const substitution = config.substitutionDictionaryConfig?.dictionary;
  const algorithm = vaConfig?.algoOptions;
  const speakers = speakerLabelingConfig?.speakers;
  const rate = antispoofingConfig?.falseRateType;
  return {
    ...(algorithm?.value && { va_options: numbersOf(algorithm.value) }),
    ...(config.genderageConfig?.enable && { gender_age: true }),
    ...(speakerLabelingConfig?.enable && { speaker_labeling: true }),
    ...(speakers?.case && { [snake(speakers.case)]: speakers.value }),
    ...(antispoofingConfig?.enable && { antispoofing: true }),
    ...(antispoofingConfig?.enable && rate?.case && { [rate.case.toLowerCase()]: rate.value }),
    ...(antispoofingConfig?.maxDurationForAnalysisMs && {
      antispoofing_max_ms: antispoofingConfig.maxDurationForAnalysisMs,
    }),
    ...(contextDictionary?.dictionaryName && {
      context_dictionary: contextDictionary.dictionaryName,
      context_dictionary_weight: contextDictionary.weight,
    }),
    ...(substitution?.case === "dictionaryName" && { substitution_dictionary: substitution.value }),
    ...(substitution?.case === "dictionaryData" && { substitution_data_length: substitution.value.length }),
  };
}

/** The contents of a substitution dictionary are whatever a person typed. */
function dictionaryContents(config: RecognitionConfig | undefined): NonNullable<MessageAttributes["unlogged"]> {
  const dictionary = config?.substitutionDictionaryConfig?.dictionary;
  return dictionary?.case === "dictionaryData" ? { substitution_data: dictionary.value } : {};
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function numbersOf(message: object): Record<string, unknown> {
  const set = Object.entries(message).filter(([, value]) => typeof value === "number" && value !== 0);
  return Object.fromEntries(set.map(([name, value]) => [snake(name), value as number]));
}

/** Collects the phrases that were recognized; partial ones are counted only. */
function collectPhrases() {
  const texts: string[] = [];
  const confidences: number[] = [];
  let [partials, words, marks] = [0, 0, 0];
  return {
    partials: () => partials,
    finals: () => texts.length,
    add({ hypothesis, isFinal, vaMarks }: RecognizeResponse, everyPhraseIsFinal = false) {
      marks += vaMarks.length;
      if (!hypothesis) return;
      if (!isFinal && !everyPhraseIsFinal) {
        partials++;
        return;
      }
      const text = hypothesis.normalizedTranscript || hypothesis.transcript;
      if (text === "") return;
      texts.push(text);
      confidences.push(hypothesis.confidence);
      words += hypothesis.words.length;
    },
    attributes(durationMs: number, audioSeconds: number | undefined) {
      const transcript = texts.join(" ");
      const meanConfidence = confidences.reduce((sum, value) => sum + value, 0) / confidences.length;
      return {
        attributes: {
          phrases_count: texts.length,
          words_count: words,
          va_marks_count: marks,
          transcript_length: transcript.length,
          ...(confidences.length > 0 && { mean_confidence: rounded(meanConfidence) }),
          audio_seconds: audioSeconds,
          processing_time_ms: rounded(durationMs),
          ...(audioSeconds && { processing_to_audio_ratio: rounded(durationMs / 1000 / audioSeconds) }),
        },
        texts: { transcript },
      };
    },
  };
}
