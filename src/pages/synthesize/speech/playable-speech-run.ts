import { createPlayer } from "../../../audio/player.ts";
import { Playback } from "../../../kit/sound/playback.svelte.ts";
import type { Services } from "../../../app/services.ts";
import { Hearing } from "./playback-metrics.svelte.ts";
import { Take } from "./speech-run.svelte.ts";

/** A take and what plays it. */
export interface OpenTake {
  take: Take;
  playback: Playback;
}

/**
 * Prepares a take with a player of its own; the sound device is opened by the first sound.
 *
 * @param onplay called when sound began at the person's wish
 * @param onended called when it was played to its end
 */
export function openTake(services: Services, onplay: () => void = () => undefined, onended?: () => void): OpenTake {
  const { logger, workflowLog } = services;
  const nowMs = (): number => logger.monotonicMs();
  const hearing = new Hearing(logger, nowMs);
  const playback = new Playback(
    (onchange) =>
      createPlayer({
        onchange,
        onsound: (inMs) => hearing.noteSound(inMs),
        onunderrun: (underrun) => hearing.noteUnderrun(underrun),
      }),
    (fromSeconds) => {
      logger.logSystemEvent("playback_started", "Speech is played", { from_seconds: fromSeconds }, "DEBUG");
      onplay();
    },
    onended,
  );
  const take = new Take({
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
