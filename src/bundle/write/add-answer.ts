import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { zipFiles, type ZippedFile } from "../../basics/zip-files.ts";
import { answerSchema, type Answer } from "../answer.ts";
import { checkWritten } from "./check-written.ts";
import { listParts, type PackedPart } from "../read/list-parts.ts";
import { partPaths } from "../manifest.ts";
import { readManifestJson } from "../read/read-manifest.ts";

/**
 * Makes the same bundle with an answer, which takes the place of one that it had. All other parts are copied as they are
 * packed; the manifest gets the hash of the answer, and keeps the fields that this version does not know.
 *
 * @throws BundleError when the bundle is not one that could be opened
 * @throws RangeError when a reader would refuse the answer
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function addAnswer(bundle: Blob, answer: Answer, signal?: AbortSignal): Promise<Blob> {
  const parts = await listParts(bundle);
  const manifest = await readManifestJson(parts);
  const content = textOf(answer);
  checkWritten(partPaths.answer, content, answerSchema);
  const bytes = new TextEncoder().encode(content);
  const others = (manifest["parts"] as { path: string }[]).filter(({ path }) => path !== partPaths.answer);
  const stated = { path: partPaths.answer, sizeBytes: bytes.length, sha256: bytesToHex(sha256(bytes)) };
  return zipFiles(
    [
      { name: partPaths.manifest, content: textOf({ ...manifest, parts: [...others, stated] }) },
      { name: partPaths.answer, content },
      ...others.map(({ path }) => copyOf(parts.get(path)!)),
    ],
    signal,
  );
}

function textOf(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}

function copyOf({ path, entry, packed }: PackedPart): ZippedFile {
  const { method, unpackedBytes, checksum } = entry;
  return { name: path, content: packed, packedAs: { method, sizeBytes: unpackedBytes, checksum } };
}
