import type { TextToSpeechResult } from "../../audiokit/workflows/workflow-steps.ts";
import type { Finished } from "../../audiokit/workflows/workflows.ts";
import { fileNamePart } from "../../kit/files/save-bytes.ts";
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

  constructor(tools: FlowTools, voices: FlowVoices, sound: FlowSound) {
    this.voices = voices;
    this.run = new FlowRun(tools);
    this.sound = sound;
  }

  readonly start = async (): Promise<void> => {
    if (!this.canStart) return;
    const { text, voice, language } = this;
    const outputFile = wavName(this.fileName);
    this.fileName = outputFile;
    this.sound.load(undefined);
    const request = { text, ...this.voices.speakerOf(voice), language, outputFile, archiveAudio: this.archives };
    await this.run.start((workflows, options) => workflows.textToSpeech(request, options));
    this.sound.load(this.run.result?.synthesis.wav);
  };
}

/** A name that every file system accepts, with the extension of a WAV. */
export function wavName(name: string): string {
  return `${fileNamePart(name.replace(/\.wav$/i, "")) || "speech"}.wav`;
}
