import { AudioError } from "../../../audio/audio-error.ts";
import { channelFields } from "../../../audio/channels/channel-fields.ts";
import { decodeChannels, decodeFile, type DecodedAudio } from "../../../audio/decode-file.ts";
import type { Logger } from "../../../logging/logger.ts";
import { statePerOwner } from "../../../kit/state/state-per-owner.svelte.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import type { ArchiveItem } from "../../../app/page-archive.ts";
import { createPlayback } from "../../../app/create-playback.ts";
import type { Services } from "../../../app/services.ts";
import { ArchiveSaves } from "../../shared/archive/archive-saves.svelte.ts";
import { maxAudioBytes } from "../../../wire/message-size.ts";
import { maxOpenedBytes } from "../audio-limits.ts";
import { sharedChoices } from "../shared-choices.svelte.ts";
import { recordingArchiveItem } from "./recording-archive-item.ts";
import { Recognition } from "./recognition.svelte.ts";
import { WordReview } from "../transcript/word-review.svelte.ts";

/** Saving what is shown to the archive of this browser. */
export interface FileArchive {
  saves: ArchiveSaves;
  /** Id of what the last call gave. */
  soundId: () => string;
  /** The recording with what was recognised in it. */
  item: () => ArchiveItem;
}

/** The state of the files' side of the page, and what plays its recording. */
export interface FileModeState {
  recognition: Recognition;
  playback: Playback;
  review: WordReview;
  archive: FileArchive;
}

/**
 * The state of the files' side: made at the first visit of a console, the same one at every later visit.
 */
export const fileModeState = statePerOwner((services: Services): FileModeState => {
  const { logger } = services;
  const { choices } = sharedChoices(services);
  const playback = createPlayback(logger, "A recording is played");
  const review = new WordReview(playback);
  const recognition = new Recognition({
    get client() {
      return services.audiokit;
    },
    choices,
    playback,
    decode: (file, signal) => decodeLogged(file, logger, signal),
    decodeChannels: (file, signal) => decodeChannels(file, { maxSampleBytes: maxAudioBytes }, signal),
    maxMessageAudioBytes: maxAudioBytes,
    onstart() {
      review.restart();
      // A process that has ended since loads its model anew.
      void services.engines.load();
    },
    onresult: () => void archive.saves.saveIfEnabled(archive.soundId(), archive.item()),
  });

  const archive: FileArchive = {
    saves: new ArchiveSaves(services.archive),
    soundId: () => String(recognition.runs),
    item() {
      const { result, recording, requestedForm, requestId } = recognition;
      return recordingArchiveItem(result!, recording!, requestedForm, requestId);
    },
  };
  return { recognition, playback, review, archive };
});

/** Files that never reach the platform leave no call in the log, so opening one is an event of its own. */
async function decodeLogged(file: File, logger: Logger, signal: AbortSignal): Promise<DecodedAudio> {
  const details = { audio_file: file.name, file_size_bytes: file.size };
  const startedMs = logger.monotonicMs();
  try {
    const audio = await decodeFile(file, { maxSampleBytes: maxOpenedBytes }, signal);
    logger.logSystemEvent("asr_file_opened", `Opened ${file.name}`, {
      ...details,
      file_format: audio.source.container,
      source_sample_rate: audio.source.sampleRateHz,
      ...channelFields(audio),
      audio_seconds: audio.durationSeconds,
      fits_message: audio.samples.byteLength <= maxAudioBytes,
      processing_time_ms: Math.round(logger.monotonicMs() - startedMs),
    });
    return audio;
  } catch (thrown) {
    if (thrown instanceof AudioError) {
      const message = `Refused ${file.name}: ${thrown.message}`;
      logger.logSystemEvent("asr_file_refused", message, { ...details, reason: thrown.kind }, "WARNING");
    }
    throw thrown;
  }
}
