import type { RowsProgress } from "../../../explore.ts";

/** Some bytes of an export, and how far it is with them. */
export interface ExportPiece extends RowsProgress {
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Collects an export as one Blob. Each piece becomes a Blob at once, which the browser may keep on disk; after each, the worker
 * reads its messages: one of them may cancel the export.
 */
export async function collectExport(
  pieces: AsyncIterable<ExportPiece>,
  onProgress: ((progress: RowsProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const { bytes, done, total } of pieces) {
    if (bytes.length > 0) parts.push(new Blob([bytes]));
    onProgress?.({ done, total });
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  }
  return new Blob(parts);
}
