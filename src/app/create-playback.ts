import { createPlayer, type PlayerOptions } from "../audio/player.ts";
import { Playback } from "../kit/sound/playback.svelte.ts";
import type { Logger } from "../logging/logger.ts";

/** Callbacks of a playback. */
export interface PlaybackOptions extends Pick<PlayerOptions, "onsound" | "onunderrun"> {
  /** Called when the player began at the person's wish; there may be no sound yet. */
  onplay?: () => void;
  /** Called when sound was played to its end. */
  onended?: () => void;
}

/**
 * Makes a playback with a player of its own; the sound device is opened by the first sound. What was heard is logged as
 * `system_playback_started`, a start that ended in silence as `system_playback_unheard` with the reason.
 *
 * @param message what is played, as one English sentence for the log
 */
export function createPlayback(
  logger: Pick<Logger, "logSystemEvent">,
  message: string,
  { onplay, onended, ...player }: PlaybackOptions = {},
): Playback {
  return new Playback(
    (onchange) =>
      createPlayer({
        onchange,
        ...player,
        onplayed: (fromSeconds) =>
          logger.logSystemEvent("playback_started", message, { from_seconds: fromSeconds }, "DEBUG"),
        onunplayed: (reason) =>
          logger.logSystemEvent("playback_unheard", "A playback ended before its first sample", { reason }, "DEBUG"),
      }),
    onplay,
    onended,
  );
}
