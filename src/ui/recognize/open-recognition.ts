import { AudioError } from "../../audio/audio-error.ts";
import { decodeFile, type DecodedAudio } from "../../audio/decode-file.ts";
import { createPlayer } from "../../audio/player.ts";
import type { Logger } from "../../logging/logger.ts";
import { Playback } from "../elements/playback.svelte.ts";
import type { Services } from "../services.ts";
import { formFromQuery, formToQuery } from "./recognition-form.ts";
import { Recognition } from "./recognition.svelte.ts";

/**
 * Largest sound that fits into one message, in bytes: the platform's limit of 62,914,560 less room for the options. The client
 * weighs the whole message once more before it is sent.
 */
export const maxAudioBytes = 62_914_560 - 4096;

/** The page's state and what plays its recording. */
export interface OpenRecognition {
  recognition: Recognition;
  playback: Playback;
}

/** One for each console, so that recording and transcript are still there when a person comes back from the log. */
const opened = new WeakMap<Services, OpenRecognition>();

/**
 * The state of the page: made from the address at the first visit, the same one at every later visit.
 *
 * @param pageLanguage the language on the screen, a first guess at the recording's
 */
export function openRecognition(services: Services, pageLanguage: string): OpenRecognition {
  const { router, logger } = services;
  const before = opened.get(services);
  if (before) {
    router.go(router.withQuery(formToQuery(before.recognition.form)), { replace: true });
    return before;
  }
  const playback = new Playback(
    (onchange) => createPlayer({ onchange }),
    (fromSeconds) =>
      logger.logSystemEvent("playback_started", "A recording is played", { from_seconds: fromSeconds }, "DEBUG"),
  );
  const recognition = new Recognition(
    {
      get client() {
        return services.audiokit;
      },
      playback,
      decode: (file, signal) => decodeLogged(file, logger, signal),
      pageLanguage,
      onchoose: (form) => router.go(router.withQuery(formToQuery(form)), { replace: true }),
    },
    formFromQuery((name) => router.query(name)),
  );
  const made = { recognition, playback };
  opened.set(services, made);
  return made;
}

/** Files that never reach the platform leave no call in the log, so opening one is an event of its own. */
async function decodeLogged(file: File, logger: Logger, signal: AbortSignal): Promise<DecodedAudio> {
  const facts = { audio_file: file.name, file_size_bytes: file.size };
  const startedMs = logger.monotonicMs();
  try {
    const audio = await decodeFile(file, { maxSampleBytes: maxAudioBytes }, signal);
    logger.logSystemEvent("asr_file_opened", `Opened ${file.name}`, {
      ...facts,
      file_format: audio.source.container,
      source_sample_rate: audio.source.sampleRateHz,
      source_channels: audio.source.channelCount,
      audio_seconds: audio.durationSeconds,
      processing_time_ms: Math.round(logger.monotonicMs() - startedMs),
    });
    return audio;
  } catch (thrown) {
    if (thrown instanceof AudioError) {
      const message = `Refused ${file.name}: ${thrown.message}`;
      logger.logSystemEvent("asr_file_refused", message, { ...facts, reason: thrown.kind }, "WARNING");
    }
    throw thrown;
  }
}
