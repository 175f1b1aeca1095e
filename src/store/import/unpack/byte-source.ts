import { LogImportError } from "../../import-error.ts";
import type { UnpackNote } from "../../import-notes.ts";

/** Bytes that can be read more than once, from the beginning. */
export interface ByteSource {
  /** Names for people, from the given file inwards: `logs.zip/app.log`. */
  name: string;
  /** Reads the bytes. Chunks have at most `maxChunkBytes`. `onBytes` is told how much of the given file was read. */
  read(onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array>;
  /** The same bytes, where any place of them can be read at once. */
  blob?: Blob;
  /** What was wrong with the bytes, known when they were read. */
  notes: UnpackNote[];
}

/** Largest chunk that a source gives. */
export const maxChunkBytes = 1024 * 1024;
/** Bytes of a Blob that are read at once: to make a slice takes the browser a millisecond, whatever its size. */
const sliceBytes = 4 * maxChunkBytes;
/** Slices read ahead: each passes through several threads of the browser. */
const slicesInFlight = 2;

/** Told what was read of a Blob, and from which offset on. */
export type OnChunk = (start: number, bytes: Uint8Array) => void;

/** A source of the bytes of a Blob. */
export function blobSource(name: string, blob: Blob, counted = true, onChunk?: OnChunk): ByteSource {
  return {
    name,
    blob,
    notes: [],
    read: (onBytes) => slices(blob, counted ? onBytes : undefined, onChunk),
  };
}

/** Reads chunks of a megabyte; a stream would deliver those of 64 kB. */
async function* slices(blob: Blob, onBytes?: (bytes: number) => void, onChunk?: OnChunk): AsyncGenerator<Uint8Array> {
  const coming: Promise<ArrayBuffer>[] = [];
  let doneBytes = 0;
  for (let start = 0; start < blob.size || coming.length > 0;) {
    for (; start < blob.size && coming.length < slicesInFlight; start += sliceBytes) {
      const slice = blob.slice(start, start + sliceBytes).arrayBuffer();
      slice.catch(() => {
        // Thrown where it is awaited, unless reading stops before.
      });
      coming.push(slice);
    }
    const bytes = await readOrThrow(coming.shift()!);
    for (let at = 0; at < bytes.length; at += maxChunkBytes) {
      const chunk = bytes.subarray(at, at + maxChunkBytes);
      onBytes?.(chunk.length);
      onChunk?.(doneBytes, chunk);
      doneBytes += chunk.length;
      yield chunk;
    }
  }
}

/** The first bytes of a source. */
export async function readStart(source: ByteSource, bytes: number): Promise<Uint8Array> {
  if (source.blob !== undefined) return readOrThrow(source.blob.slice(0, bytes).arrayBuffer());
  const start = new Uint8Array(bytes);
  let length = 0;
  for await (const chunk of source.read()) {
    start.set(chunk.subarray(0, bytes - length), length);
    length = Math.min(bytes, length + chunk.length);
    if (length === bytes) break;
  }
  return start.subarray(0, length);
}

/** Bytes of a Blob. @throws LogImportError `unreadable` when the file is gone or locked */
export async function readOrThrow(bytes: Promise<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await bytes);
  } catch (error) {
    throw new LogImportError({
      kind: "unreadable",
      message: `the file cannot be read: ${String(error)}`,
      cause: error,
    });
  }
}
