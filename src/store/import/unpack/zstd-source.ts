import { maxChunkBytes, type ByteSource } from "./byte-source.ts";

/** Unpacks zstd with what the browser has; `undefined` where it has nothing. Damage is told as by `inflateSource`. */
export function zstdSource(packed: ByteSource): ByteSource | undefined {
  const stream = createStream();
  if (stream === undefined) return undefined;
  const source: ByteSource = { name: packed.name, notes: [], read };
  return source;

  async function* read(onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    let doneBytes = 0;
    const reader = toStream(packed.read(onBytes)).pipeThrough(createStream()!).getReader();
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        doneBytes += part.value.length;
        for (let at = 0; at < part.value.length; at += maxChunkBytes) yield part.value.subarray(at, at + maxChunkBytes);
      }
      source.notes = packed.notes;
    } catch {
      source.notes = [...packed.notes, { kind: "damaged", bytes: doneBytes }];
    } finally {
      await reader.cancel().catch(() => {
        // A failed stream cannot be cancelled.
      });
    }
  }
}

function createStream(): DecompressionStream | undefined {
  try {
    // Not in the types yet.
    return new DecompressionStream("zstd" as CompressionFormat);
  } catch {
    return undefined;
  }
}

function toStream(chunks: AsyncGenerator<Uint8Array>): ReadableStream<BufferSource> {
  return new ReadableStream<BufferSource>({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
