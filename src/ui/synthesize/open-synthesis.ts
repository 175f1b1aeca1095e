import { createPlayer } from "../../audio/player.ts";
import { Playback } from "../elements/playback.svelte.ts";
import type { Services } from "../services.ts";
import { formFromQuery, formToQuery } from "./speech-form.ts";
import { Synthesis } from "./synthesis.svelte.ts";

/** The page's state and what plays its speech. */
export interface OpenSynthesis {
  synthesis: Synthesis;
  playback: Playback;
}

/** One for each console, so that text and speech are still there when a person comes back from the log. */
const opened = new WeakMap<Services, OpenSynthesis>();

/** The state of the page: made from the address at the first visit, the same one at every later visit. */
export function openSynthesis(services: Services): OpenSynthesis {
  const before = opened.get(services);
  if (before) {
    services.router.go(services.router.withQuery(formToQuery(before.synthesis.form)), { replace: true });
    return before;
  }
  const { router, logger } = services;
  const playback = new Playback(
    (onchange) => createPlayer({ onchange }),
    (fromSeconds) =>
      logger.logSystemEvent("playback_started", "Speech is played", { from_seconds: fromSeconds }, "DEBUG"),
  );
  const synthesis = new Synthesis(
    {
      get client() {
        return services.audiokit;
      },
      playback,
      nowMs: () => logger.monotonicMs(),
      onchoose: (form) => router.go(router.withQuery(formToQuery(form)), { replace: true }),
    },
    formFromQuery((name) => router.query(name)),
  );
  const made = { synthesis, playback };
  opened.set(services, made);
  return made;
}
