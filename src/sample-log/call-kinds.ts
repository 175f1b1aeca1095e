import type { Initiator, LogService } from "../logging/log-event.ts";
import type { Draw } from "./draw.ts";

/** What a call asks and how long it takes, before anything goes wrong. */
export interface DrawnCall {
  service: LogService;
  operation: string;
  initiator: Initiator;
  path: string;
  /** `request_data` of every line of the call. */
  request: Record<string, unknown>;
  /** What only the first line says: texts, and what is not sent again. */
  texts: Record<string, unknown>;
  /** `response_data` of a call that took this long. */
  response: (durationMs: number) => Record<string, unknown>;
  durationMs: number;
  /** Length of what is sent, for recordings. */
  recordingSeconds?: number;
}

type Kind = (draw: Draw) => Omit<DrawnCall, "initiator"> & { initiator?: Initiator };

const voices = ["borisova", "gandelman", "levitan", "kishchik", "polyakova", "sorokina"];
const speech =
  "тут река город дом голос запись клиент заказ номер адрес улица билет завтра банк оплата доставка the voice of meeting order ticket weather number please".split(
    " ",
  );
/** Texts that several people synthesize. */
const phrases = ["Привет, мир", "Съешь ещё этих мягких французских булок", "The quick brown fox", "Доброе утро"];

const rounded = (value: number) => Math.round(value * 1000) / 1000;
const words = (draw: Draw, count: number) => Array.from({ length: count }, () => draw.pick(speech)).join(" ");

const synthesis =
  (operation: "Synthesize" | "StreamingSynthesize"): Kind =>
  (draw) => {
    const text = draw.chance(0.3) ? words(draw, 2 + draw.below(14)) : draw.pick(phrases);
    const rate = draw.skewed([22050, 8000, 16000, 48000]);
    const seconds = rounded((text.length / 14) * draw.around(0.1));
    const chunks = operation === "Synthesize" ? 1 : 1 + Math.floor(seconds * 2);
    return {
      service: "TTS",
      operation,
      path: `mts.ai.audiogram.tts.v2.TTS/${operation}`,
      request: {
        service: `TTS_${operation}`,
        input: draw.chance(0.9) ? "text" : "ssml",
        text_length: text.length,
        language_code: draw.chance(0.8) ? "ru" : "en-US",
        encoding: draw.skewed(["LINEAR_PCM", "LINEAR_PCM", "MULAW", "ALAW"]),
        sample_rate_hertz: rate,
        voice_name: draw.skewed(voices),
        synthesize_options: {
          model_type: draw.skewed(["", "", "high_quality"]),
          model_sample_rate_hertz: rate,
          voice_style: draw.skewed(["VOICE_STYLE_NEUTRAL", "VOICE_STYLE_HAPPY", "VOICE_STYLE_SAD"]),
          postprocessing_mode: "POST_PROCESSING_DISABLE",
        },
      },
      texts: { text },
      response: (durationMs) => ({
        time_to_first_chunk_ms: rounded(durationMs * (chunks === 1 ? 1 : 0.4)),
        chunk_count: chunks,
        audio_bytes: Math.floor(seconds * rate * 2),
        audio_seconds: seconds,
        processing_to_audio_ratio: rounded(durationMs / 1000 / seconds),
      }),
      durationMs: (120 + 60 * seconds) * draw.around(0.25),
    };
  };

const recognition =
  (operation: "FileRecognize" | "Recognize"): Kind =>
  (draw) => {
    const seconds = rounded(20 * draw.around(1));
    const rate = draw.pick([8000, 16000]);
    const config = {
      service: operation === "Recognize" ? "ASR_StreamRecognize" : "ASR_Recognize",
      language: draw.chance(0.85) ? "ru" : "en-US",
      model: draw.skewed(["e2e-v3", "e2e-v1", "phone_call"]),
      sample_rate: rate,
      encoding: "LINEAR_PCM",
      channels: draw.chance(0.9) ? 1 : 2,
      split_by_channel: false,
      word_time_offsets: draw.chance(0.5),
      punctuation: draw.chance(0.7),
      denormalization: draw.chance(0.3),
      va_algorithm: draw.skewed(["USE_VAD", "DO_NOT_PERFORM_VOICE_ACTIVITY", "USE_ENHANCED_VAD"]),
      va_marks: draw.chance(0.8) ? "VA_DISABLE" : "VA_ENABLE",
    };
    const size = { audio_size_bytes: Math.floor(seconds * rate * 2), audio_seconds: seconds };
    const live = { streaming: true, single_utterance: draw.chance(0.3), interim_results: draw.chance(0.8) };
    const chunks = Math.ceil(seconds * 10);
    const [phraseCount, wordCount] = [1 + draw.below(6), 1 + draw.below(20)];
    return {
      service: "ASR",
      operation,
      path: `mts.ai.audiogram.stt.v3.STT/${operation}`,
      recordingSeconds: seconds,
      request: { ...config, ...(operation === "Recognize" ? live : size) },
      texts: {},
      response: (durationMs) => ({
        ...(operation === "Recognize" && {
          total_chunks: chunks,
          total_bytes: size.audio_size_bytes,
          time_to_first_partial_ms: rounded(durationMs * 0.1),
          partials_count: draw.below(chunks),
          finals_count: phraseCount,
        }),
        transcript: words(draw, wordCount),
        phrases_count: phraseCount,
        words_count: wordCount,
        transcript_length: wordCount * 6,
        mean_confidence: rounded(1 - 0.4 * draw.share() ** 2),
        audio_seconds: seconds,
        processing_time_ms: rounded(durationMs),
        processing_to_audio_ratio: rounded(durationMs / 1000 / seconds),
        server_time_ms: Math.floor(draw.timeMs()),
      }),
      durationMs: (200 + 85 * seconds) * draw.around(0.25),
    };
  };

const cloning: Kind = (draw) => ({
  service: "VoiceCloning",
  operation: "CloneVoice",
  path: "mts.ai.audiogram.voice_cloning.v1.VoiceCloning/CloneVoice",
  request: {
    service: "VoiceCloning_Clone",
    audio_size_bytes: 100_000 + draw.below(900_000),
    audio_seconds: rounded(5 + 25 * draw.share()),
    encoding: "LINEAR_PCM",
    sample_rate: draw.pick([16000, 22050]),
    channels: 1,
  },
  texts: {},
  response: (durationMs) => ({
    task_id: `task-${draw.hex(12)}`,
    processing_time_ms: rounded(durationMs),
  }),
  durationMs: 900 * draw.around(0.3),
});

const models: Kind = (draw) => ({
  service: "Models",
  operation: "GetModelsInfo",
  initiator: "console",
  path: "mts.ai.audiogram.tts.v2.TTS/GetModelsInfo",
  request: { service: "Models_GetTTSModels", query_type: "tts_models" },
  texts: {},
  response: (durationMs) => ({ models_count: 6, model_names: voices, processing_time_ms: rounded(durationMs) }),
  durationMs: 40 * draw.around(0.4),
});

const task: Kind = (draw) => {
  const task_id = `task-${draw.hex(12)}`;
  return {
    service: "VoiceCloning",
    operation: "GetTaskInfo",
    initiator: "console",
    path: "mts.ai.audiogram.voice_cloning.v1.VoiceCloning/GetTaskInfo",
    request: { service: "VoiceCloning_GetTaskInfo", task_id },
    texts: {},
    response: (durationMs) => ({
      task_status: draw.skewed(["RUNNING", "CREATED", "DONE"]),
      processing_time_ms: rounded(durationMs),
    }),
    durationMs: 25 * draw.around(0.4),
  };
};

const archive: Kind = (draw) => ({
  service: "AudioArchive",
  operation: "GetTranscript",
  path: `api/archive/clients/demo/requests/${draw.hex(8)}/transcript`,
  request: { service: "AudioArchive_GetTranscript", client_id: "demo", archived_request_id: draw.hex(8) },
  texts: {},
  response: () => ({ http_status: 200, phrases_count: 1 + draw.below(9) }),
  durationMs: 60 * draw.around(0.4),
});

/** Kinds of calls, each as often as people and the console make them. */
const kinds: Kind[] = [
  ...Array<Kind>(5).fill(synthesis("StreamingSynthesize")),
  ...Array<Kind>(4).fill(synthesis("Synthesize")),
  ...Array<Kind>(4).fill(recognition("FileRecognize")),
  ...Array<Kind>(2).fill(recognition("Recognize")),
  cloning,
  archive,
  ...Array<Kind>(3).fill(models),
  ...Array<Kind>(4).fill(task),
];

/** Draws what one call asks. */
export function drawCall(draw: Draw): DrawnCall {
  return { initiator: "user", ...draw.pick(kinds)(draw) };
}
