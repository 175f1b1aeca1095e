import { LogImportError } from "../../import-error.ts";
import { blobSource, readStart, type ByteSource, type OnChunk } from "./byte-source.ts";
import type { UnpackNote } from "../../import-notes.ts";
import { inflateSource } from "./inflate-source.ts";
import { listTar } from "./list-tar.ts";
import { listZip, type ArchiveEntry } from "./list-zip.ts";
import type { ContentName } from "../../content-names.ts";
import { contentSampleBytes, nameContent } from "./name-content.ts";
import { safeName } from "./safe-name.ts";
import { spillSource } from "./spill-source.ts";
import { zstdSource } from "./zstd-source.ts";

/** A text file that was given, or that was inside of one. */
export interface UnpackedFile {
  /** Name of the given file, then of those inside of it: `logs.zip/app.log`. */
  name: string;
  /** Reads the bytes from the beginning, in chunks of at most a megabyte. @throws LogImportError `too_large`, `unreadable` */
  read(): AsyncGenerator<Uint8Array>;
  /** What was wrong with the packed bytes; complete when they were read to the end. */
  readonly notes: readonly UnpackNote[];
}

/** What was in a given file. */
export interface Unpacked {
  files: UnpackedFile[];
  /** What is no log, with what it is: `a PNG image`. */
  skipped: { name: string; what: string }[];
}

/** Options of {@link unpack}. */
export interface UnpackOptions {
  /** Most bytes of text in all files of a given one. */
  maxBytes: number;
  /** Called with the bytes of the given file that were read since the last call; each counts once. */
  onBytes?: (bytes: number) => void;
  /** Told what is read of the given file, unless it is an archive. */
  onChunk?: OnChunk;
}

/** Packings inside of one another that are opened. */
const maxDepth = 5;
/** Most files inside of a given one. */
const maxFiles = 1000;

/**
 * Finds the text files in a given file by its content, whatever its name: gzip, zlib, zstd, tar and zip are unpacked, also
 * inside of one another. Memory does not grow with the size: archives that cannot be read at any place are handed to the
 * browser as a Blob, which it may keep on disk.
 *
 * @throws LogImportError `unreadable` when it holds no text, naming what it is; `too_large`
 */
export async function unpack(file: File, options: UnpackOptions): Promise<Unpacked> {
  const { maxBytes, onBytes, onChunk } = options;
  const unpacked: Unpacked = { files: [], skipped: [] };
  let packedFiles = 0;
  let allBytes = 0;
  /** Bytes of all archives that were spilled: many small bombs are one. */
  let spilledBytes = 0;

  function addFile(source: ByteSource): void {
    let countedBytes = 0;
    let isCounted = false;
    unpacked.files.push({
      name: source.name,
      get notes() {
        return source.notes;
      },
      async *read() {
        const progress = isCounted ? undefined : onBytes;
        isCounted = true;
        let bytes = 0;
        for await (const chunk of source.read(progress)) {
          bytes += chunk.length;
          allBytes += Math.max(0, bytes - countedBytes);
          countedBytes = Math.max(countedBytes, bytes);
          if (allBytes > maxBytes) throw tooLarge(maxBytes);
          yield chunk;
        }
      },
    });
  }

  async function open(source: ByteSource, depth: number): Promise<void> {
    const start = await readStart(source, contentSampleBytes);
    const content = nameContent(start);
    const skip = (what: string): void => void unpacked.skipped.push({ name: source.name, what });
    if (content.kind === "text") return addFile(source);
    if (content.kind === "other") return skip(content.name);
    if (depth === maxDepth) return skip(`packed more than ${String(maxDepth)} times`);
    if (content.kind === "gzip" || content.kind === "zlib") return open(inflateSource(source, content.kind), depth + 1);
    if (content.kind === "zstd") return open(zstdSource(source), depth + 1);
    const blob = source.blob ?? (await spill(source));
    // What was spilled was counted as it was read.
    const counted = source.blob !== undefined && source.blob === file;
    const entries = await (content.kind === "zip" ? listZip(blob) : listTar(blob));
    const document = content.kind === "zip" ? nameDocument(entries) : undefined;
    if (document !== undefined) return skip(document);
    if (counted) onBytes?.(blob.size - entries.reduce((sum, { packed }) => sum + packed.size, 0));
    for (const entry of entries) await openEntry(entry, source, depth, counted);
  }

  async function spill(source: ByteSource): Promise<Blob> {
    const blob = await spillSource(source, maxBytes - spilledBytes, onBytes);
    spilledBytes += blob.size;
    return blob;
  }

  async function openEntry(entry: ArchiveEntry, archive: ByteSource, depth: number, counted: boolean): Promise<void> {
    if (isLitter(entry.name)) return;
    if (++packedFiles > maxFiles)
      throw new LogImportError({ kind: "too_large", message: `the file holds more than ${String(maxFiles)} files` });
    const name = `${archive.name}/${safeName(entry.name)}`;
    const source = blobSource(name, entry.packed, counted);
    source.notes = [...archive.notes];
    if (entry.packed.size < entry.statedBytes) source.notes.push({ kind: "cut", bytes: entry.packed.size });
    if (entry.method === "encrypted") unpacked.skipped.push({ name, what: "encrypted" });
    else if (entry.method === "unknown") unpacked.skipped.push({ name, what: "packed in an unusual way" });
    else await open(entry.method === "stored" ? source : inflateSource(source, "raw", entry.checksum), depth + 1);
  }

  await open(blobSource(file.name, file, true, onChunk), 0);
  if (unpacked.files.length === 0) throw holdsNoText(unpacked, file.name);
  return unpacked;
}

/** Files that systems leave beside those that a person packed. */
function isLitter(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(name);
}

/** What a zip is that nobody takes for one. */
function nameDocument(entries: readonly ArchiveEntry[]): ContentName | undefined {
  const has = (start: string): boolean => entries.some(({ name }) => name.startsWith(start));
  if (has("[Content_Types].xml")) return has("xl/") ? "an Excel workbook" : has("word/") ? "a Word document" : "an Office document"; // prettier-ignore
  if (has("mimetype")) return "an OpenDocument file or a book";
  return has("META-INF/MANIFEST.MF") ? "a Java archive" : undefined;
}

function tooLarge(maxBytes: number): LogImportError {
  const limit = String(Math.round(maxBytes / 1024 / 1024));
  return new LogImportError({ kind: "too_large", message: `the file holds more than ${limit} MB of text` });
}

function holdsNoText({ skipped }: Unpacked, fileName: string): LogImportError {
  const [first] = skipped;
  const message =
    first === undefined
      ? "the archive holds no file"
      : first.name === fileName
        ? `the file is ${first.what}`
        : `the archive holds no text: ${skipped.slice(0, 3).map(({ name, what }) => `${name} is ${what}`).join(", ")}`; // prettier-ignore
  return new LogImportError({ kind: "unreadable", message });
}
