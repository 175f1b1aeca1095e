import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import { createPlayback } from "../../../app/create-playback.ts";
import type { Services } from "../../../app/services.ts";
import { PlaybackMetrics } from "./playback-metrics.svelte.ts";
import { SpeechRun } from "./speech-run.svelte.ts";

/** A run and its player. */
export interface PlayableSpeechRun {
  run: SpeechRun;
  playback: Playback;
}

/**
 * Makes a run with a player of its own; the audio device is opened by the first sound.
 *
 * @param onplay called when the person started the playback
 * @param onended called when the playback reached its end
 */
export function playableSpeechRun(services: Services, onplay?: () => void, onended?: () => void): PlayableSpeechRun {
  const { logger, workflowLog } = services;
  const nowMs = (): number => logger.monotonicMs();
  const metrics = new PlaybackMetrics(logger, nowMs);
  const playback = createPlayback(logger, "Speech is played", {
    onsound: (inMs) => metrics.noteSound(inMs),
    onunderrun: (underrun) => metrics.noteUnderrun(underrun),
    ...(onplay && { onplay }),
    ...(onended && { onended }),
  });
  const run = new SpeechRun({
    get client() {
      return services.audiokit;
    },
    playback,
    metrics,
    workflowLog,
    nowMs,
  });
  return { run, playback };
}
