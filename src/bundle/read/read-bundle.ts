import * as v from "valibot";
import { readZipDirectory, readZipHead } from "../../basics/zip-directory.ts";
import { answerSchema, type Answer } from "../answer.ts";
import { BundleError } from "../bundle-error.ts";
import { maxBytesOf } from "../bundle-limits.ts";
import { listParts, type PackedPart } from "./list-parts.ts";
import { bundleEnding } from "../bundle-ending.ts";
import { partPaths, type Manifest } from "../manifest.ts";
import { plainTexts } from "./plain-text.ts";
import { isBundleManifest, issueText, jsonOf, readManifest } from "./read-manifest.ts";
import { readText } from "./read-part.ts";
import { verifyPart } from "./verify-part.ts";

/** A bundle that was read and verified. */
export interface ReadBundle {
  manifest: Manifest;
  /** The lines of the log. */
  log: Blob;
  /** `groups.json` as it was read; it is not verified further. */
  groups?: unknown;
  answer?: Answer;
  /** Verified sounds by path. */
  sounds: Map<string, Blob>;
  /** Parts beside the log that were left out because they are not as the manifest says, with what is wrong. */
  damaged: { path: string; what: string }[];
  /** Parts of a later version, which were verified and are not shown. */
  unknown: string[];
}

/** What reading a bundle may be told. */
export interface ReadOptions {
  /** Told how many bytes of the parts were verified, and how many there are. */
  onProgress?: (doneBytes: number, totalBytes: number) => void;
}

/**
 * Whether a file is a support bundle: by its name, for a bundle that is cut has no manifest that could be found; else by its
 * manifest, whatever is wrong beside it.
 */
export async function isBundle(file: File): Promise<boolean> {
  if (file.name.toLowerCase().endsWith(bundleEnding)) return true;
  try {
    const { entries } = await readZipDirectory(file);
    const entry = entries.find(({ nameBytes }) => new TextDecoder().decode(nameBytes) === partPaths.manifest);
    if (entry === undefined || entry.unpackedBytes > maxBytesOf(partPaths.manifest)) return false;
    const { dataAt } = await readZipHead(file, entry);
    const part = { path: partPaths.manifest, entry, packed: file.slice(dataAt, dataAt + entry.packedBytes) };
    return isBundleManifest(jsonOf(await readText(part), part.path));
  } catch {
    // No zip, or one whose manifest cannot be read: something else.
    return false;
  }
}

/**
 * Reads a bundle and verifies every part of it against the manifest.
 *
 * @throws BundleError when it is refused: manifest or log are not whole, or something in it is hostile
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function readBundle(
  file: Blob,
  { onProgress }: ReadOptions = {},
  signal?: AbortSignal,
): Promise<ReadBundle> {
  const parts = await listParts(file);
  const manifest = await readManifest(parts);
  const totalBytes = manifest.parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let doneBytes = 0;
  const onBytes = (bytes: number): void => onProgress?.((doneBytes += bytes), totalBytes);
  const bundle: Omit<ReadBundle, "log"> & { log?: Blob } = { manifest, sounds: new Map(), damaged: [], unknown: [] };
  for (const stated of manifest.parts) {
    const part = parts.get(stated.path)!;
    try {
      await addPart(bundle, part, await verifyPart(part, stated, { onBytes, signal }));
    } catch (error) {
      // Without the lines there is nothing to show. Anything hostile ends it.
      if (!(error instanceof BundleError) || error.kind !== "damaged" || part.path === partPaths.log) throw error;
      bundle.damaged.push({ path: part.path, what: error.message });
    }
  }
  return bundle as ReadBundle;
}

async function addPart(
  bundle: Partial<ReadBundle> & Omit<ReadBundle, "log">,
  part: PackedPart,
  content: Blob,
): Promise<void> {
  const { path } = part;
  if (path === partPaths.log) bundle.log = await checkedLines(content);
  else if (path === partPaths.groups) bundle.groups = plainTexts(jsonOf(await readText(part), path));
  else if (path === partPaths.answer) bundle.answer = parseAnswer(await readText(part));
  else if (/^audio\/[0-9a-f]{64}\.wav$/.test(path)) bundle.sounds.set(path, await checkedSound(path, content));
  else bundle.unknown.push(path);
}

/** An import opens archives by their content; inside of a bundle there must be none. */
async function checkedLines(log: Blob): Promise<Blob> {
  const start = await log.slice(0, 1).text();
  if (log.size > 0 && start !== "{")
    throw new BundleError("unsafe", partPaths.log, "it does not begin with a JSON object");
  return log;
}

async function checkedSound(path: string, sound: Blob): Promise<Blob> {
  const start = await sound.slice(0, 4).text();
  if (start !== "RIFF") throw new BundleError("damaged", path, "it is no WAV file");
  return sound.slice(0, sound.size, "audio/wav");
}

function parseAnswer(text: string): Answer {
  const { success, output, issues } = v.safeParse(answerSchema, jsonOf(text, partPaths.answer));
  if (!success) throw new BundleError("damaged", partPaths.answer, issueText(issues[0]));
  return plainTexts(output);
}
