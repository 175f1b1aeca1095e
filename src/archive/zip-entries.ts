import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { ArchiveEntry } from "./archive-records.ts";

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

/** What a zip can say of a time, in milliseconds since the epoch, a day inside of it for every time zone. */
const zipTimes = { first: Date.UTC(1980, 0, 2), last: Date.UTC(2099, 11, 30) };

/**
 * Packs sounds and an `archive.json` that tells of each sound its file, its transcripts and its marks.
 *
 * One sound at a time is in memory; finished parts are handed to the browser as a Blob, which may keep them on disk. Sounds
 * are stored as they are: PCM hardly shrinks.
 *
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function zipEntries(
  audioIds: string[],
  source: ZipSource,
  { signal, onProgress }: ZipOptions = {},
): Promise<Blob> {
  const parts: Blob[] = [];
  const finished = Promise.withResolvers<void>();
  const zip = new Zip((error, bytes, isLast) => {
    if (error) finished.reject(error);
    parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    if (isLast) finished.resolve();
  });
  const listed: unknown[] = [];
  for (const audioId of audioIds) {
    signal?.throwIfAborted();
    const entry = await source.get(audioId);
    const file = `audio/${fileNameFor(entry)}`;
    listed.push({ file, ...entry });
    const packed = new ZipPassThrough(file);
    packed.mtime = Math.min(Math.max(entry.audio.createdAtMs, zipTimes.first), zipTimes.last);
    zip.add(packed);
    packed.push(new Uint8Array(await (await source.sound(audioId)).arrayBuffer()), true);
    onProgress?.(listed.length, audioIds.length);
  }
  const table = new ZipDeflate("archive.json");
  zip.add(table);
  table.push(new TextEncoder().encode(JSON.stringify({ version: 1, entries: listed }, null, 2)), true);
  zip.end();
  await finished.promise;
  return new Blob(parts, { type: "application/zip" });
}

/** The name for people and the beginning of the id, which keeps equal names apart; no character that a disk refuses. */
function fileNameFor({ audio }: ArchiveEntry): string {
  const plain = audio.fileName.replace(/\.wav$/i, "").replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 80) || "sound"; // prettier-ignore
  return `${plain}-${audio.id.slice(0, 8)}.wav`;
}
