import { joinBytes } from "./bytes.ts";

/**
 * The first bytes of a body; the rest is not waited for.
 *
 * @param maxBytes so many are enough; the last chunk may bring more
 */
export async function readStart(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const reader = body?.getReader();
  for (let sizeBytes = 0; reader && sizeBytes < maxBytes;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    sizeBytes += value.length;
  }
  void reader?.cancel().catch(() => undefined);
  return joinBytes(chunks);
}
