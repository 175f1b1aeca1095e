import type { ModelLists } from "../../../audiokit/calls/model-change.ts";
import { createWorkflowBatch } from "../../../audiokit/workflows/workflow-batch.ts";
import { roundTripSteps, type RoundTripResult } from "../../../audiokit/workflows/workflow-steps.ts";
import { BatchView } from "../batch/batch-progress.svelte.ts";
import type { FlowSound } from "../flow/flow-sound.svelte.ts";
import type { FlowTools } from "../flow/flow-tools.ts";
import { choiceOf, type FlowVoices, type Speaker } from "../flow/flow-voices.svelte.ts";
import { heardLanguages, spokenLanguage, voicesFor } from "../flow/model-lists.ts";

/** Voices that speak at the same time. */
const tripsAtOnce = 2;

/** The state of the round trip: one text, several voices. Knows nothing of markup. */
export class RoundTripFlow {
  text = $state("");
  /** Choices of the person; none: the first voice that speaks the language. */
  chosen = $state.raw<string[]>([]);
  /** The text of the last run, which may be another than the one on the screen. */
  spokenText = $state("");
  readonly run = new BatchView<Speaker, RoundTripResult>();
  readonly sound: FlowSound;
  readonly voices: FlowVoices;
  readonly language = $derived.by(() => spokenLanguage(this.text, undefined));
  /** Voices of the platform that are offered: those of the text's language, else all. */
  readonly listed = $derived.by((): Speaker[] => {
    const fitting = voicesFor(this.voices.listed, this.language);
    return (fitting.length > 0 ? fitting : this.voices.listed).map(({ name }) => ({ voice: name }));
  });
  /** Cloned voices: they speak any language. */
  readonly cloned = $derived.by((): Speaker[] =>
    this.voices.cloned.voices.map(({ name, voiceId }) => ({ voice: name, voiceId })),
  );
  readonly speakers = $derived.by(() => {
    const offered = [...this.listed, ...this.cloned];
    const chosen = offered.filter((speaker) => this.chosen.includes(choiceOf(speaker)));
    return chosen.length > 0 ? chosen : offered.slice(0, 1);
  });
  /** Some model names the language, or none names any. */
  readonly isHeard = $derived.by(() => {
    const heard = heardLanguages(this.#lists().asr ?? []);
    return heard.length === 0 || heard.includes(this.language);
  });
  readonly canStart = $derived.by(() => this.text.trim() !== "" && this.speakers.length > 0 && !this.run.isRunning);

  readonly #tools: FlowTools;
  readonly #lists: () => ModelLists;

  constructor(tools: FlowTools, lists: () => ModelLists, voices: FlowVoices, sound: FlowSound) {
    this.#tools = tools;
    this.#lists = lists;
    this.voices = voices;
    this.sound = sound;
  }

  /** Takes a voice in, or out. */
  toggle(speaker: Speaker): void {
    const [choice, choices] = [choiceOf(speaker), this.speakers.map(choiceOf)];
    this.chosen = choices.includes(choice) ? choices.filter((other) => other !== choice) : [...choices, choice];
  }

  /** Puts the trip of a voice into view and under the play button. */
  show(index: number): void {
    this.run.selected = index;
    this.sound.load(this.run.rows[index]?.output?.synthesis.wav);
  }

  readonly start = async (): Promise<void> => {
    if (!this.canStart) return;
    const { text, language, speakers } = this;
    const tools = this.#tools;
    this.spokenText = text;
    this.sound.load(undefined);
    await this.run.start(() =>
      createWorkflowBatch({
        name: "round_trip",
        facts: { text_length: text.length, voice_names: speakers.map(({ voice }) => voice), language },
        inputs: speakers,
        concurrency: tripsAtOnce,
        onChange: this.run.changed,
        log: tools.log,
        nowMs: tools.nowMs,
        work: async (speaker, call, workflowId) =>
          (await roundTripSteps(tools, { text, ...speaker, language }, call, workflowId)).result,
      }),
    );
    this.show(Math.max(0, this.run.rows.findIndex(({ status }) => status === "done"))); // prettier-ignore
  };
}
