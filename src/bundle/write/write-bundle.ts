import { zipFiles } from "../../basics/zip-files.ts";
import { checkSizes, checkWritten } from "./check-written.ts";
import { manifestSchema, partPaths, type Manifest } from "../manifest.ts";
import type { WrittenPart } from "./part-writer.ts";

/**
 * Packs a bundle: the manifest first, then its parts in their order. Sounds are stored as they are.
 *
 * @param onProgress told which share is packed, from 0 to 1
 * @throws RangeError when a reader would refuse it: a field of the manifest is wrong, or a part too large
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function writeBundle(
  manifest: Manifest,
  parts: readonly WrittenPart[],
  onProgress?: (share: number) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const manifestBytes = new TextEncoder().encode(text).length;
  checkWritten(partPaths.manifest, text, manifestSchema);
  checkSizes([{ path: partPaths.manifest, sizeBytes: manifestBytes }, ...parts]);
  const modifiedMs = Date.parse(manifest.madeAt);
  const totalBytes = parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, manifestBytes);
  const files = [
    { name: partPaths.manifest, content: text, modifiedMs },
    ...parts.map(({ path, content }) => ({ name: path, content, isPacked: !path.endsWith(".wav"), modifiedMs })),
  ];
  return zipFiles(files, signal, (doneBytes) => onProgress?.(Math.min(1, doneBytes / totalBytes)));
}
