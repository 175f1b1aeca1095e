import { micProcessingModes, type MicProcessing } from "../../../audio/mic-processing.ts";
import { LiveClock } from "./live-clock.svelte.ts";
import { untouchedLiveForm, type LiveForm } from "./live-form.ts";
import { LiveResults } from "./live-results.svelte.ts";

/**
 * Where the page stands. `finishing`: the sound has ended, the last phrase is still to come; `sending`: a kept recording is
 * sent again; `cancelled` is an outcome, not a failure.
 */
export type LivePhase =
  "idle" | "opening" | "live" | "paused" | "finishing" | "sending" | "done" | "cancelled" | "failed";

/** What the state needs from outside. */
export interface LiveStateDeps {
  /** A clock that never jumps, in milliseconds. */
  nowMs: () => number;
  /** Called after the person changed the form. */
  onchoose?: (form: LiveForm) => void;
}

/** Where live recognition stands, what is chosen for it, and what it gave. */
export class LiveState extends LiveResults {
  form = $state.raw<LiveForm>(untouchedLiveForm);
  phase = $state<LivePhase>("idle");
  readonly clock: LiveClock;

  readonly isRecording = $derived(this.phase === "live" || this.phase === "paused");
  readonly isBusy = $derived(["opening", "live", "paused", "finishing", "sending"].includes(this.phase));
  readonly isWordless = $derived(this.phase === "done" && this.heard?.transcript.trim() === "");

  readonly #deps: LiveStateDeps;

  constructor(deps: LiveStateDeps, form: LiveForm) {
    super();
    this.#deps = deps;
    this.form = form;
    this.clock = new LiveClock(deps.nowMs);
  }

  /** Changes choices on behalf of the person. */
  choose(choice: Partial<LiveForm>): void {
    this.form = { ...this.form, ...choice };
    this.#deps.onchoose?.(this.form);
  }

  /** Asks the browser to do something to the sound, or to leave it away. */
  treat(name: MicProcessing, isOn: boolean): void {
    const asked = micProcessingModes.filter((other) => (other === name ? isOn : this.form.treatments.includes(other)));
    this.choose({ treatments: asked });
  }

  /** Forgets the recording before and stands at the beginning of the next one. */
  protected reset(phase: LivePhase): void {
    this.phase = phase;
    this.clear();
    this.clock.stop();
    this.clock.elapsedMs = 0;
  }
}
