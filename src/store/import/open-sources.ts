import { LogImportError } from "../import-error.ts";
import type { SkippedFile } from "../import-notes.ts";
import type { ImportedLog } from "../log-store.ts";
import type { Fingerprinter } from "./fingerprint.ts";
import type { LogSource } from "./log-source.ts";
import { unpack, type UnpackedFile } from "./unpack/unpack.ts";

/** Largest text in one given file after decompression, in bytes. */
const maxImportBytes = 1024 * 1024 * 1024;

/** Files that were given, ready to be read. */
export interface OpenedSources {
  sources: LogSource[];
  /** What is no log. */
  skipped: SkippedFile[];
  /** Bytes of all given files. */
  totalBytes: number;
}

/**
 * Opens the given files, and the files inside of archives.
 *
 * @param onBytes told how many bytes of the given files were read since the last call
 * @param onChunk told what was read of a given file, and from which offset on
 * @throws LogImportError of the first file when none holds text
 */
export async function openSources(
  files: File[],
  onBytes: (bytes: number) => void,
  onChunk?: Fingerprinter["add"],
): Promise<OpenedSources> {
  const opened: OpenedSources = { sources: [], skipped: [], totalBytes: 0 };
  let failure: LogImportError | undefined;
  for (const file of files) {
    opened.totalBytes += file.size;
    try {
      const unpacked = await unpack(file, {
        maxBytes: maxImportBytes,
        onBytes,
        onChunk: (start, bytes) => onChunk?.(file, start, bytes),
      });
      for (const inner of unpacked.files) opened.sources.push(sourceOf(file, inner));
      opened.skipped.push(...unpacked.skipped);
    } catch (error) {
      if (!(error instanceof LogImportError)) throw error;
      failure ??= new LogImportError({ kind: error.kind, message: `${file.name}: ${error.message}`, cause: error });
      opened.skipped.push({ name: file.name, what: error.message });
    }
  }
  if (opened.sources.length === 0 && failure !== undefined) throw failure;
  return opened;
}

function sourceOf(file: File, inner: UnpackedFile): LogSource {
  return {
    name: inner.name,
    ...(inner.name === file.name && { sizeBytes: file.size }),
    modifiedMs: file.lastModified,
    choice: {},
    chunks: () => withName(inner),
    notes: () => [...inner.notes],
  };
}

/** Adds the name of the file to an import error. */
async function* withName({ name, read }: UnpackedFile): AsyncGenerator<Uint8Array> {
  try {
    yield* read();
  } catch (error) {
    if (!(error instanceof LogImportError)) throw error;
    throw new LogImportError({ kind: error.kind, message: `${name}: ${error.message}`, cause: error });
  }
}

/**
 * The records of an imported log as its files again, to be read in another way. Nothing of them is skipped.
 *
 * @param originalsOf the records of the file of an index, each with a line feed in its encoding
 * @param onBytes told how many of their bytes were read since the last call
 */
export function storedSources(
  { files, importedAtMs }: ImportedLog,
  originalsOf: (file: number, encoding?: string) => AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): LogSource[] {
  return files.map(({ name, log, sizeBytes, modifiedMs = importedAtMs, encoding, choice = {} }, index) => ({
    name,
    log,
    sizeBytes,
    modifiedMs,
    choice,
    // Another encoding is weighed again, as some lines may have their own; that of two bytes has lost its mark.
    ...(encoding?.startsWith("utf-16") && { encoding }),
    keepsAll: true,
    chunks: () => counted(originalsOf(index, encoding), onBytes),
    notes: () => [],
  }));
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}
