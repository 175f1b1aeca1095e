/** Bytes that are read at once. */
const chunkBytes = 262_144;

/**
 * The lines of a text file in UTF-8, without their line feeds, a chunk at a time. Between two chunks the browser may do other
 * work.
 *
 * @param onProgress told after each chunk how many bytes were read
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function* readLines(
  file: Blob,
  onProgress?: (doneBytes: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  for (let start = 0; start < file.size; start += chunkBytes) {
    signal?.throwIfAborted();
    const bytes = await file.slice(start, start + chunkBytes).arrayBuffer();
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop()!;
    if (lines.length > 0) yield lines;
    onProgress?.(Math.min(file.size, start + chunkBytes));
  }
  rest += decoder.decode();
  if (rest !== "") yield [rest];
}
