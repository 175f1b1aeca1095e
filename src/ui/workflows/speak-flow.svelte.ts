import { voicesOf } from "../../audiokit/listed-voices.ts";
import type { TextToSpeechResult } from "../../audiokit/workflow-steps.ts";
import type { Finished } from "../../audiokit/workflows.ts";
import { fileNamePart } from "../elements/save-bytes.ts";
import { FlowRun } from "./flow-run.svelte.ts";
import type { FlowSound } from "./flow-sound.svelte.ts";
import type { FlowTools } from "./flow-tools.ts";
import { spokenLanguage, type ModelLists } from "./platform-lists.ts";

/** The state of text to speech. Knows nothing of markup. */
export class SpeakFlow {
  text = $state("");
  /** Empty until one is known. */
  chosenVoice = $state("");
  fileName = $state("speech.wav");
  archives = $state(false);
  readonly run: FlowRun<Finished<TextToSpeechResult>>;
  readonly sound: FlowSound;
  readonly voices = $derived.by(() => voicesOf(this.#lists().tts ?? []));
  readonly voice = $derived(this.chosenVoice || (this.voices[0]?.name ?? ""));
  readonly language = $derived.by(() => {
    return spokenLanguage(this.text, this.voices.find(({ name }) => name === this.voice)); // prettier-ignore
  });
  readonly canStart = $derived.by(() => this.text.trim() !== "" && this.voice.trim() !== "" && !this.run.isRunning);

  readonly #lists: () => ModelLists;

  constructor(tools: FlowTools, lists: () => ModelLists, sound: FlowSound) {
    this.#lists = lists;
    this.run = new FlowRun(tools);
    this.sound = sound;
  }

  readonly start = async (): Promise<void> => {
    if (!this.canStart) return;
    const { text, voice, language } = this;
    const outputFile = wavName(this.fileName);
    this.fileName = outputFile;
    this.sound.load(undefined);
    const request = { text, voice: voice.trim(), language, outputFile, archiveAudio: this.archives };
    await this.run.start((workflows, options) => workflows.textToSpeech(request, options));
    this.sound.load(this.run.result?.synthesis.wav);
  };
}

/** A name that every disk takes, with the ending of a WAV. */
export function wavName(name: string): string {
  return `${fileNamePart(name.replace(/\.wav$/i, "")) || "speech"}.wav`;
}
