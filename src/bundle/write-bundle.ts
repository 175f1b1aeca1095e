import { zipFiles } from "../basics/zip-files.ts";
import { partPaths, type Manifest } from "./manifest.ts";
import type { WrittenPart } from "./part-writer.ts";

/** The manifest as it stands in a bundle. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Packs a bundle: the manifest first, then its parts in their order. Sounds are stored as they are.
 *
 * @param onProgress told which share is packed, from 0 to 1
 * @throws DOMException `AbortError` when the signal aborts
 */
export function writeBundle(
  manifest: Manifest,
  parts: readonly WrittenPart[],
  onProgress?: (share: number) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  const text = manifestText(manifest);
  const modifiedMs = Date.parse(manifest.madeAt);
  const totalBytes = parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, text.length);
  const files = [
    { name: partPaths.manifest, content: text, modifiedMs },
    ...parts.map(({ path, content }) => ({ name: path, content, isPacked: !path.endsWith(".wav"), modifiedMs })),
  ];
  return zipFiles(files, signal, (doneBytes) => onProgress?.(Math.min(1, doneBytes / totalBytes)));
}
