import { createWorkflowBatch } from "../../../audiokit/workflows/workflow-batch.ts";
import { recognizeStep, synthesizeStep } from "../../../audiokit/workflows/workflow-steps.ts";
import { pcmBytes } from "../../../audio/wav.ts";
import { BatchView } from "./batch-progress.svelte.ts";
import type { FlowTools } from "../flow/flow-tools.ts";
import type { FlowVoices, Speaker } from "../flow/flow-voices.svelte.ts";
import { nameFiles } from "./name-files.ts";
import { linesOf, type TableTexts } from "./parse-texts.ts";

/** What a batch is made of. */
export type BatchSource = "texts" | "files";

/** One entry: a text that is to be spoken, or a recording that is to be recognised. */
export type BatchEntry = ({ kind: "text"; text: string; fileName: string } & Speaker) | { kind: "file"; file: File };

/** The output of one entry. Sounds are Blobs, which the browser may store on disk. */
export interface BatchOutput {
  /** Of a text that was spoken. */
  wav?: Blob;
  /** Of a recording that was recognised. */
  transcript?: string;
  confidence?: number;
  /** Length of the sound. */
  seconds: number;
  /** Of the call. */
  totalMs: number;
  archiveId?: string;
  archiveError?: Error;
}

/** Texts that were read from a file. */
export interface TextList extends TableTexts {
  name: string;
  encoding: string;
}

/** Most entries of one batch: more are better split, since this tab holds the results. */
export const maxBatchEntries = 5000;

/** The state of the batch. Knows nothing of markup. */
export class BatchFlow {
  source = $state<BatchSource>("texts");
  lines = $state("");
  lists = $state.raw<TextList[]>([]);
  files = $state.raw<File[]>([]);
  chosenVoice = $state("");
  /** Of the recordings; empty: nobody chose. */
  language = $state("");
  archives = $state(false);
  concurrency = $state<"1" | "2" | "3" | "4">("2");
  /** What the batch on the screen is made of, which may be another than what is chosen now. */
  ranSource = $state<BatchSource>("texts");
  readonly run = new BatchView<BatchEntry, BatchOutput>();
  readonly voices: FlowVoices;
  readonly voice = $derived.by(() => this.chosenVoice || this.voices.first);
  readonly texts = $derived([...linesOf(this.lines), ...this.lists.flatMap(({ texts }) => texts)]);
  readonly count = $derived(this.source === "texts" ? this.texts.length : this.files.length);
  readonly isTooMany = $derived(this.count > maxBatchEntries);
  readonly canStart = $derived.by(
    () =>
      this.count > 0 && !this.isTooMany && !this.run.isRunning && (this.source === "files" || this.voice.trim() !== ""),
  );

  readonly #tools: FlowTools;

  constructor(tools: FlowTools, voices: FlowVoices) {
    this.#tools = tools;
    this.voices = voices;
  }

  addFiles(files: File[]): void {
    this.files = [...this.files, ...files];
  }

  removeFile(file: File): void {
    this.files = this.files.filter((other) => other !== file);
  }

  addList(list: TextList): void {
    this.lists = [...this.lists, list];
  }

  removeList(list: TextList): void {
    this.lists = this.lists.filter((other) => other !== list);
  }

  /** @param likely what recordings are taken for where nobody chose */
  async start(likely: string): Promise<void> {
    // A table may name a cloned voice.
    await this.voices.cloned.whenRead();
    if (!this.canStart) return;
    const { source, archives, concurrency } = this;
    const tools = this.#tools;
    const language = this.language || likely;
    const entries =
      source === "texts" ? this.#textPieces() : this.files.map((file) => ({ kind: "file", file }) as const);
    const archive = source === "texts" ? { archive_audio: archives } : { language, archive_transcript: archives };
    const textless = this.lists.reduce((sum, list) => sum + list.textless.length, 0);
    this.ranSource = source;
    await this.run.start(() =>
      createWorkflowBatch<BatchEntry, BatchOutput>({
        name: source === "texts" ? "batch_text_to_speech" : "batch_speech_to_text",
        facts: {
          ...archive,
          ...(source === "texts" && { voice_name: this.voices.speakerOf(this.voice).voice }),
          ...(source === "texts" && textless > 0 && { rows_without_text: textless }),
          concurrency: Number(concurrency),
        },
        inputs: entries,
        factsOf: (entry) => (entry.kind === "file" ? { audio_file: entry.file.name } : { output_file: entry.fileName }),
        concurrency: Number(concurrency),
        onChange: this.run.changed,
        log: tools.log,
        nowMs: tools.nowMs,
        work: (entry, call, workflowId) =>
          entry.kind === "text"
            ? this.#speak(entry, archives, call, workflowId)
            : this.#listen(entry.file, { language, archives }, call, workflowId),
      }),
    );
  }

  #textPieces(): BatchEntry[] {
    const names = nameFiles(this.texts.map(({ fileName }) => this.#tools.scrub(fileName)));
    return this.texts.map(({ text, voice }, index) => ({
      kind: "text",
      text,
      ...this.voices.speakerOf(voice || this.voice),
      fileName: names[index]!,
    }));
  }

  async #speak(
    { text, voice, voiceId, fileName }: Extract<BatchEntry, { kind: "text" }>,
    archiveAudio: boolean,
    call: Parameters<typeof synthesizeStep>[2],
    workflowId: string,
  ): Promise<BatchOutput> {
    const speaker = { voice, ...(voiceId !== undefined && { voiceId }) };
    const language = this.voices.languageFor(text, speaker);
    const request = { text, ...speaker, language, outputFile: fileName, archiveAudio };
    const { result } = await synthesizeStep(this.#tools, request, call, workflowId);
    const { synthesis, ...archived } = result;
    const { seconds, totalMs } = synthesis;
    return { ...archivedOf(archived), wav: new Blob([synthesis.wav], { type: "audio/wav" }), seconds, totalMs };
  }

  async #listen(
    file: File,
    { language, archives }: { language: string; archives: boolean },
    call: Parameters<typeof recognizeStep>[2],
    workflowId: string,
  ): Promise<BatchOutput> {
    const { samples, sampleRateHz } = await this.#tools.decode(file, call.signal!, workflowId);
    const sound = { audio: pcmBytes(samples), coding: "pcm16", sampleRateHz, channelCount: 1 } as const;
    const request = { ...sound, language, audioFile: file.name, archiveTranscript: archives };
    const { result } = await recognizeStep(this.#tools, request, call, workflowId);
    const { audioSeconds: seconds, totalMs, meanConfidence } = result.recognition;
    const { transcript } = result;
    const confidence = meanConfidence === undefined ? {} : { confidence: meanConfidence };
    return { ...archivedOf(result), transcript, ...confidence, seconds, totalMs };
  }
}

function archivedOf({ archiveId, archiveError }: Pick<BatchOutput, "archiveId" | "archiveError">) {
  return { ...(archiveId !== undefined && { archiveId }), ...(archiveError && { archiveError }) };
}
