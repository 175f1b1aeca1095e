import {
  readZipDirectory,
  readZipHead,
  ZipError,
  type ZipDirectory,
  type ZipEntry,
} from "../../basics/zip-directory.ts";
import { BundleError } from "../bundle-error.ts";
import { freeRatioBytes, maxBundleBytes, maxBytesOf, maxParts, maxRatio } from "../bundle-limits.ts";
import { plainText } from "./plain-text.ts";

/** A part as it is packed. */
export interface PackedPart {
  path: string;
  entry: ZipEntry;
  /** Its bytes in the zip. */
  packed: Blob;
}

/** Names of parts of this format and of later ones: one folder at most, no way up, nothing that a disk or a screen takes amiss. */
const pathPattern = /^(?:[a-z0-9_-]{1,64}\/)?[a-z0-9_-]{1,80}(?:\.[a-z0-9]{1,8}){1,2}$/;
/** Endings of archives: nothing is opened inside of a bundle. */
const archiveEnding = /\.(?:zip|jar|gz|tgz|tar|zst|bz2|xz|7z|rar)$/;

/**
 * Lists the parts of a bundle by the list at its end, and looks at everything that can be seen without unpacking: names,
 * methods, stated sizes, overlaps, and that each part's own head says the same name.
 *
 * @throws BundleError `cut`, `damaged`, `unsafe` or `too_large`; `unreadable` when the file is gone
 */
export async function listParts(zip: Blob): Promise<Map<string, PackedPart>> {
  try {
    const directory = await readZipDirectory(zip);
    const { entries, statedEntries } = directory;
    if (entries.length > maxParts)
      throw new BundleError("too_large", "bundle", `it holds more than ${String(maxParts)} parts`);
    if (entries.length !== statedEntries)
      throw new BundleError("damaged", "bundle", "the list of its parts is damaged");
    const parts = new Map<string, PackedPart>();
    for (const entry of entries) {
      const path = pathOf(entry);
      if (parts.has(path)) throw new BundleError("unsafe", path, "it stands in the bundle twice");
      checkEntry(path, entry);
      parts.set(path, { path, entry, packed: await packedBytes(zip, path, entry) });
    }
    checkTogether(parts, directory);
    return parts;
  } catch (error) {
    throw bundleErrorOf(error);
  }
}

function pathOf({ nameBytes }: ZipEntry): string {
  const name = new TextDecoder().decode(nameBytes);
  if (!pathPattern.test(name)) throw new BundleError("unsafe", "bundle", `${shownName(name)} is no name of a part`);
  if (archiveEnding.test(name)) throw new BundleError("unsafe", name, "an archive inside of a bundle is not opened");
  return name;
}

/** A name by anyone, as one short line. */
function shownName(name: string): string {
  return JSON.stringify(plainText(name.length > 80 ? `${name.slice(0, 80)}…` : name));
}

function checkEntry(path: string, { flags, method, packedBytes, unpackedBytes }: ZipEntry): void {
  if ((flags & 1) !== 0) throw new BundleError("unsafe", path, "it is encrypted");
  if (method !== 0 && method !== 8)
    throw new BundleError("unsafe", path, `it is packed in an unusual way (method ${String(method)})`);
  if (unpackedBytes > maxBytesOf(path))
    throw new BundleError(
      "too_large",
      path,
      `${String(unpackedBytes)} bytes; at most ${String(maxBytesOf(path))} are read`,
    );
  if (method === 0 && packedBytes !== unpackedBytes)
    throw new BundleError("damaged", path, "its two sizes differ though it is not packed");
  if (unpackedBytes > freeRatioBytes && unpackedBytes > maxRatio * packedBytes)
    throw new BundleError("unsafe", path, `it unpacks to more than ${String(maxRatio)} times its size`);
}

async function packedBytes(zip: Blob, path: string, entry: ZipEntry): Promise<Blob> {
  const { nameBytes, dataAt } = await readZipHead(zip, entry);
  if (new TextDecoder().decode(nameBytes) !== path)
    throw new BundleError("unsafe", path, "its own head has another name than the list of parts");
  return zip.slice(dataAt, dataAt + entry.packedBytes);
}

/** Parts that share bytes are how a small zip becomes a large one without any large ratio. */
function checkTogether(parts: Map<string, PackedPart>, { listAt }: ZipDirectory): void {
  const byPlace = [...parts.values()].sort((a, b) => a.entry.headAt - b.entry.headAt);
  const ends = [...byPlace.slice(1).map(({ entry }) => entry.headAt), listAt];
  for (const [at, { path, entry, packed }] of byPlace.entries()) {
    if (packed.size < entry.packedBytes) throw new BundleError("cut", path, "the zip ends inside of it");
    if (entry.headAt + 30 + entry.nameBytes.length + entry.packedBytes > ends[at]!)
      throw new BundleError("unsafe", path, "its bytes overlap those of another part");
  }
  const bytes = byPlace.reduce((sum, { entry }) => sum + entry.unpackedBytes, 0);
  if (bytes > maxBundleBytes)
    throw new BundleError("too_large", "bundle", `${String(bytes)} bytes; at most ${String(maxBundleBytes)} are read`);
}

function bundleErrorOf(error: unknown): BundleError {
  if (error instanceof BundleError) return error;
  if (!(error instanceof ZipError))
    return new BundleError("unreadable", "bundle", `it cannot be read: ${String(error)}`, error);
  return new BundleError(error.kind === "too_many" ? "too_large" : error.kind, "bundle", error.message, error);
}
