import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import { createPlayback } from "../../../app/create-playback.ts";
import type { Services } from "../../../app/services.ts";
import { PlaybackMetrics } from "./playback-metrics.svelte.ts";
import { SpeechRun } from "./speech-run.svelte.ts";

/** A take and what plays it. */
export interface PlayableSpeechRun {
  take: SpeechRun;
  playback: Playback;
}

/**
 * Prepares a take with a player of its own; the sound device is opened by the first sound.
 *
 * @param onplay called when sound began at the person's wish
 * @param onended called when it was played to its end
 */
export function playableSpeechRun(services: Services, onplay?: () => void, onended?: () => void): PlayableSpeechRun {
  const { logger, workflowLog } = services;
  const nowMs = (): number => logger.monotonicMs();
  const hearing = new PlaybackMetrics(logger, nowMs);
  const playback = createPlayback(logger, "Speech is played", {
    onsound: (inMs) => hearing.noteSound(inMs),
    onunderrun: (underrun) => hearing.noteUnderrun(underrun),
    ...(onplay && { onplay }),
    ...(onended && { onended }),
  });
  const take = new SpeechRun({
    get client() {
      return services.audiokit;
    },
    playback,
    hearing,
    workflowLog,
    nowMs,
  });
  return { take, playback };
}
