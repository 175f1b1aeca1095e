import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";
import type { Services } from "../../app/services.ts";

/** Where the sound comes from. */
export type RecognizeMode = "file" | "microphone";

/** Which side of the page is shown; it stands in the address. */
export interface RecognizePageState {
  readonly mode: RecognizeMode;
  choose(mode: RecognizeMode): void;
  /** To be called when the page comes into view: an address that does not say shows the side that was left. */
  arrive(): void;
}

/** Remembers the side for as long as the console lives. */
export const recognizePageState = statePerOwner(({ router }: Services): RecognizePageState => {
  let left: RecognizeMode = "file";
  const modes: RecognizePageState = {
    get mode() {
      return router.query("mode") === "microphone" ? "microphone" : "file";
    },
    choose(mode) {
      left = mode;
      router.go(router.withQuery({ mode: mode === "file" ? "" : mode }), { replace: true });
    },
    arrive() {
      if (router.query("mode") === "") modes.choose(left);
      left = modes.mode;
    },
  };
  return modes;
});
