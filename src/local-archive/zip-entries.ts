import { fileNameOf } from "../basics/file-name.ts";
import type { ArchiveEntry } from "./archive-records.ts";
import { zipFiles, type ZippedFile } from "../basics/zip-files.ts";

/** What a zip is made from. */
interface ZipSource {
  get(audioId: string): Promise<ArchiveEntry>;
  sound(audioId: string): Promise<Blob>;
}

export interface ZipOptions {
  signal?: AbortSignal;
  /** Called after each sound with how many are packed. */
  onProgress?: (packed: number, all: number) => void;
}

/**
 * Packs sounds and an `archive.json` that lists for each sound its file, its transcripts and its marks.
 *
 * @throws DOMException `AbortError` when the signal aborts
 */
export function zipEntries(audioIds: string[], source: ZipSource, options: ZipOptions = {}): Promise<Blob> {
  return zipFiles(filesOf(audioIds, source, options), options.signal);
}

async function* filesOf(audioIds: string[], source: ZipSource, { onProgress }: ZipOptions): AsyncGenerator<ZippedFile> {
  const listed: unknown[] = [];
  for (const audioId of audioIds) {
    const entry = await source.get(audioId);
    const name = `audio/${nameOf(entry)}`;
    listed.push({ file: name, ...entry });
    yield { name, content: await source.sound(audioId), modifiedMs: entry.audio.createdAtMs };
    onProgress?.(listed.length, audioIds.length);
  }
  yield { name: "archive.json", content: JSON.stringify({ version: 1, entries: listed }, null, 2) };
}

/** The name for people, and the beginning of the id, which keeps equal names apart. */
function nameOf({ audio }: ArchiveEntry): string {
  return fileNameOf(audio.fileName.replace(/\.wav$/i, ""), `-${audio.id.slice(0, 8)}.wav`, "sound");
}
