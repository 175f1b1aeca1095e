import type { TextToSpeechResult } from "../../audiokit/workflows/workflow-steps.ts";
import type { Finished } from "../../audiokit/workflows/workflows.ts";
import { fileNameOf } from "../../basics/file-name.ts";
import { FlowRun } from "./flow/flow-run.svelte.ts";
import type { FlowSound } from "./flow/flow-sound.svelte.ts";
import type { FlowTools } from "./flow/flow-tools.ts";
import type { FlowVoices } from "./flow/flow-voices.svelte.ts";

/** The state of text to speech. Knows nothing of markup. */
export class TextToSpeechFlow {
  text = $state("");
  /** Empty until one is known. */
  chosenVoice = $state("");
  fileName = $state("speech.wav");
  archives = $state(false);
  readonly run: FlowRun<Finished<TextToSpeechResult>>;
  readonly sound: FlowSound;
  readonly voices: FlowVoices;
  readonly voice = $derived.by(() => this.chosenVoice || this.voices.first);
  readonly language = $derived.by(() => this.voices.languageFor(this.text, this.voices.speakerOf(this.voice)));
  readonly canStart = $derived.by(() => this.text.trim() !== "" && this.voice.trim() !== "" && !this.run.isRunning);

  readonly #scrub: FlowTools["scrub"];

  constructor(tools: FlowTools, voices: FlowVoices, sound: FlowSound) {
    this.voices = voices;
    this.run = new FlowRun(tools);
    this.#scrub = tools.scrub;
    this.sound = sound;
  }

  readonly start = async (): Promise<void> => {
    if (!this.canStart) return;
    const { text, voice, language } = this;
    const outputFile = fileNameOf(this.#scrub(this.fileName.replace(/\.wav$/i, "")), ".wav", "speech");
    this.fileName = outputFile;
    this.sound.load(undefined);
    const request = { text, ...this.voices.speakerOf(voice), language, outputFile, archiveAudio: this.archives };
    await this.run.start((workflows, options) => workflows.textToSpeech(request, options));
    this.sound.load(this.run.result?.synthesis.wav);
  };
}
