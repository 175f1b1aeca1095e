import type { AudioKitClient } from "../../../audiokit/client.ts";
import { AudioError } from "../../../audio/audio-error.ts";
import { decodeChannels, decodeFile, speechRateHz, type DecodedAudio } from "../../../audio/decode-file.ts";
import type { Recognition as Heard } from "../../../audiokit/calls/recognize-file.ts";
import type { Logger } from "../../../logging/logger.ts";
import { statePerOwner } from "../../../kit/state/state-per-owner.svelte.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import type { ArchiveItem } from "../../../app/page-archive.ts";
import { createPlayback } from "../../../app/create-playback.ts";
import type { Services } from "../../../app/services.ts";
import { formFromQuery, formToQuery, type RecognitionForm } from "../options/recognition-form.ts";
import { recordingArchiveItem } from "./recording-archive-item.ts";
import { Recognition } from "./recognition.svelte.ts";
import { maxAudioBytes } from "../../../wire/message-size.ts";
import { WordReview } from "../transcript/word-review.svelte.ts";

/**
 * Longest sound that is opened at all, in bytes: two hours, which go through the stream. Decoding holds some five times as
 * much in memory.
 */
export const maxOpenedBytes = 2 * 3600 * speechRateHz * Int16Array.BYTES_PER_ELEMENT;

/** The page's state and what plays its recording. */
export interface FileModeState {
  recognition: Recognition;
  playback: Playback;
  review: WordReview;
  /** Keeps the recording with what was heard in the archive of this browser; what hinders it stands in the state. */
  keep(): Promise<void>;
  /**
   * To be called when the page comes into view. Choices in the address win, else those of the form go there; models are
   * listed where they are not known yet, or come from another platform than the one connected now.
   *
   * @param pageLanguage the language on the screen, a first guess at the recording's
   */
  arrive(pageLanguage: string): void;
}

/**
 * The state of the page: made from the address at the first visit of a console, the same one at every later visit.
 */
export const fileModeState = statePerOwner((services: Services): FileModeState => {
  const { router, logger } = services;
  const playback = createPlayback(logger, "A recording is played");
  const review = new WordReview(playback);
  let listedBy: AudioKitClient | undefined;
  const query = (name: string): string => router.query(name);
  const write = (form: RecognitionForm): void => router.go(router.withQuery(formToQuery(form)), { replace: true });
  const recognition = new Recognition(
    {
      get client() {
        return services.audiokit;
      },
      playback,
      decode: (file, signal) => decodeLogged(file, logger, signal),
      decodeChannels: (file, signal) => decodeChannels(file, { maxSampleBytes: maxAudioBytes }, signal),
      maxMessageAudioBytes: maxAudioBytes,
      onchoose: write,
      onstart: () => review.restart(),
      onheard: (heard) => void keepIfWanted(heard),
    },
    formFromQuery(query),
  );

  function arrive(pageLanguage: string): void {
    const given = formFromQuery(query);
    if (Object.keys(formToQuery(given)).some((name) => query(name) !== "")) {
      recognition.form = { ...given, language: given.language || recognition.form.language };
    }
    write(recognition.form);
    const isKnown = listedBy === services.audiokit && recognition.list.value !== undefined;
    if (listedBy !== services.audiokit) recognition.forgetPlatform();
    if (!isKnown) void recognition.listModels(pageLanguage);
    listedBy = services.audiokit;
  }
  const archiveItem = (heard: Heard): ArchiveItem =>
    recordingArchiveItem(heard, recognition.recording!, recognition.asked);

  async function keepIfWanted(heard: Heard): Promise<void> {
    const id = await services.archive.keepIfWanted(archiveItem(heard));
    if (recognition.heard === heard) recognition.keptId = id;
  }

  async function keep(): Promise<void> {
    const { heard } = recognition;
    if (!heard) return;
    recognition.keepFailure = undefined;
    try {
      const id = await services.archive.keep(archiveItem(heard));
      if (recognition.heard === heard) recognition.keptId = id;
    } catch (thrown) {
      recognition.keepFailure = thrown;
    }
  }
  return { recognition, playback, review, keep, arrive };
});

/** Files that never reach the platform leave no call in the log, so opening one is an event of its own. */
async function decodeLogged(file: File, logger: Logger, signal: AbortSignal): Promise<DecodedAudio> {
  const facts = { audio_file: file.name, file_size_bytes: file.size };
  const startedMs = logger.monotonicMs();
  try {
    const audio = await decodeFile(file, { maxSampleBytes: maxOpenedBytes }, signal);
    logger.logSystemEvent("asr_file_opened", `Opened ${file.name}`, {
      ...facts,
      file_format: audio.source.container,
      source_sample_rate: audio.source.sampleRateHz,
      source_channels: audio.source.channelCount,
      audio_seconds: audio.durationSeconds,
      fits_message: audio.samples.byteLength <= maxAudioBytes,
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
