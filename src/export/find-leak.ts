import type { LiveSecrets } from "../basics/live-secrets.ts";
import { createLeakScanner, type LeakPlace } from "./leak-scanner.ts";
import { packedContents } from "./packed-content.ts";

/** Where a secret stands in a file; in what it holds packed, `byte` and `line` are those of the unpacked bytes. */
export interface FileLeak extends LeakPlace {
  /** Name of the entry of a zip. */
  entry?: string | undefined;
}

/**
 * Scans the final bytes of a file, and what it holds packed, for the secrets in use: the first one, or undefined.
 *
 * The file is read once more when it is saved, so nothing but a chunk is in memory. Of damaged packing the part that can be
 * unpacked is scanned.
 *
 * @param onScan told of the bytes of the file that are scanned
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function findLeak(
  file: Blob,
  secrets: Pick<LiveSecrets, "find">,
  { signal, onScan }: { signal?: AbortSignal | undefined; onScan?: ((doneBytes: number) => void) | undefined } = {},
): Promise<FileLeak | undefined> {
  let doneBytes = 0;
  const whole = async function* () {
    for await (const chunk of readChunks(file.stream())) {
      signal?.throwIfAborted();
      yield chunk;
      onScan?.((doneBytes += chunk.length));
    }
  };
  const plain = await scan(whole(), secrets);
  if (plain !== undefined) return plain;
  for await (const { name, stream } of packedContents(file)) {
    const packed = await scan(untilDamaged(stream, signal), secrets);
    if (packed !== undefined) return { ...packed, entry: name };
  }
  return undefined;
}

async function scan(
  chunks: AsyncIterable<Uint8Array>,
  secrets: Pick<LiveSecrets, "find">,
): Promise<LeakPlace | undefined> {
  const scanner = createLeakScanner(secrets);
  for await (const chunk of chunks) {
    const place = scanner.push(chunk);
    if (place !== undefined) return place;
  }
  return scanner.end();
}

async function* untilDamaged(stream: ReadableStream<Uint8Array>, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of readChunks(stream)) {
      signal?.throwIfAborted();
      yield chunk;
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Not what its first bytes say: the bytes themselves are scanned already.
  }
}

/** Streams of WebKit are no async iterables yet. */
async function* readChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
