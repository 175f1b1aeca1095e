import { AudioError } from "../../../audio/audio-error.ts";
import type { AudioFormat } from "../../../audio/file-format/audio-format.ts";
import { decodeFile } from "../../../audio/decode-file.ts";
import { pcmBytes, readWav, writeWav } from "../../../audio/wav.ts";
import { withoutEnding } from "../../../basics/file-name.ts";
import { ArchiveError } from "../../../local-archive/archive-error.ts";
import type { LocalArchive } from "../../../local-archive/local-archive.ts";
import type { ArchiveItem } from "../../../app/page-archive.ts";

/** Why a file was not imported. */
export type ImportProblem = AudioError["kind"] | ArchiveError["kind"] | "unknown";

/** Dependencies of the jobs. */
export interface ArchiveJobsDeps {
  open: () => Promise<LocalArchive>;
  save: (item: ArchiveItem) => Promise<string>;
  /** Hands a finished zip to the person. */
  download: (zip: Blob) => void;
  /** Called after a sound was saved. */
  onsaved: () => void;
  /** Called after an import that saved sounds, also one that was cancelled then. */
  onimported: (sounds: number) => void;
}

/** Largest sound that is imported, in bytes of samples: an archive is no place for days of sound. */
const maxSampleBytes = 1_000_000_000;

/** Long jobs of the list: packing a zip, importing files. One at a time; each can be cancelled. */
export class ArchiveJobs {
  /** Under way; `done` of `all`. */
  running = $state.raw<{ what: "zip" | "import"; done: number; all: number }>();
  /** Files that were not imported, and why. */
  problems = $state.raw<{ name: string; problem: ImportProblem; format?: AudioFormat }[]>([]);
  /** Why the zip was not made. */
  failure = $state.raw<Error>();
  /** Number of files that the last import saved. */
  imported = $state<number>();
  readonly #deps: ArchiveJobsDeps;
  #abort: AbortController | undefined;

  constructor(deps: ArchiveJobsDeps) {
    this.#deps = deps;
  }

  readonly cancel = (): void => {
    this.#abort?.abort();
  };

  /** Packs sounds with what belongs to them. */
  async zip(audioIds: string[]): Promise<void> {
    if (this.running) return;
    const { signal } = this.#begin();
    const onProgress = (done: number, all: number) => (this.running = { what: "zip", done, all });
    onProgress(0, audioIds.length);
    try {
      const archive = await this.#deps.open();
      const zip = await archive.exportZip(audioIds, { signal, onProgress });
      this.#deps.download(zip);
    } catch (thrown) {
      if (!signal.aborted) this.failure = thrown instanceof Error ? thrown : new Error(String(thrown));
    }
    this.running = undefined;
  }

  /** Imports files: a WAV as it is, whatever else the browser decodes as 16 kHz mono. */
  readonly import = async (files: File[]): Promise<void> => {
    if (this.running) return;
    const { signal } = this.#begin();
    let saved = 0;
    for (const [done, file] of files.entries()) {
      if (signal.aborted) break;
      this.running = { what: "import", done, all: files.length };
      try {
        const wav = await wavOf(file, signal);
        const fileName = `${withoutEnding(file.name)}.wav`;
        await this.#deps.save({ fileName, wav: () => wav, metadata: { source: "import", original: file.name } });
        saved++;
        this.#deps.onsaved();
      } catch (thrown) {
        if (!signal.aborted) this.problems = [...this.problems, { name: file.name, ...problemOf(thrown) }];
      }
    }
    this.running = undefined;
    this.imported = saved;
    if (saved > 0) this.#deps.onimported(saved);
  };

  #begin(): AbortController {
    this.problems = [];
    this.failure = undefined;
    this.imported = undefined;
    return (this.#abort = new AbortController());
  }
}

async function wavOf(file: File, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(
    await file.arrayBuffer().catch((cause: unknown) => {
      throw new AudioError({ kind: "unreadable", message: "the file could not be read from disk", cause });
    }),
  );
  try {
    readWav(bytes);
    return bytes;
  } catch {
    // Not a WAV that we write: the browser may know better.
  }
  const { samples, sampleRateHz } = await decodeFile(file, { maxSampleBytes }, signal);
  return writeWav(pcmBytes(samples), { coding: "pcm16", sampleRateHz, channelCount: 1 });
}

function problemOf(thrown: unknown): { problem: ImportProblem; format?: AudioFormat } {
  if (thrown instanceof ArchiveError) return { problem: thrown.kind };
  if (!(thrown instanceof AudioError)) return { problem: "unknown" };
  return { problem: thrown.kind, ...(thrown.format && { format: thrown.format }) };
}
