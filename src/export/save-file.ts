import { shareFile } from "./share-file.ts";

/**
 * How a save ended. A download is handed to the browser, which saves it on its own; `shared`: to another app; a file is refused that
 * holds a secret in use, and the page says so by itself.
 */
export type SaveOutcome = "saved" | "downloading" | "shared" | "cancelled" | "refused";

export interface SaveOptions {
  name: string;
  /** Packs the file on its way; the name should then end in `.gz`. */
  gzip?: boolean;
  /** Hands the file to another app, see `canShareFiles`; one that the browser does not share is saved. */
  shares?: boolean;
  /** Bytes of the source that are through, of `totalBytes`. */
  onProgress?: (doneBytes: number, totalBytes: number) => void;
  /** Bytes of the source that were scanned for secrets in use, which comes first. */
  onScan?: (doneBytes: number, totalBytes: number) => void;
}

/**
 * Writes a file that was scanned, see `createExits`: streamed to a place that the user picks (File System Access), or as a download.
 *
 * Nothing is held in memory but the chunk on its way; without File System Access a packed file is built first. The picker
 * needs a click, so this is called from its handler.
 *
 * @param signal ends the save; nothing is left of it, and not of a file that the user chose to replace either: the browser
 *   empties that as soon as it is picked
 * @throws DOMException when the disk is full or the place cannot be written
 */
export async function writeFile(source: Blob, options: SaveOptions, signal?: AbortSignal): Promise<SaveOutcome> {
  const picker = (globalThis as { showSaveFilePicker?: SavePicker }).showSaveFilePicker;
  try {
    if (options.shares) {
      const content = options.gzip ? await packed(source, options, signal) : source;
      signal?.throwIfAborted();
      const outcome = await shareFile(content, options.name);
      if (outcome !== undefined) return outcome;
    }
    if (picker === undefined) return await download(source, options, signal);
    const place = await picker({ suggestedName: options.name }).catch(refusedWithoutClick);
    if (place === undefined) return await download(source, options, signal);
    try {
      // Closing happens only at the end: an aborted writable discards its temporary file.
      const target = await place.createWritable();
      await throughput(source, options).pipeTo(target, signal === undefined ? {} : { signal });
    } catch (error) {
      await removeEmpty(place);
      throw error;
    }
    return "saved";
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return "cancelled";
    throw error;
  }
}

/** What is read for longer than a click counts, some five seconds, is downloaded: the picker refuses it. */
function refusedWithoutClick(error: unknown): undefined {
  if (!(error instanceof DOMException && error.name === "SecurityError")) throw error;
}

type SavePicker = (options: { suggestedName: string }) => Promise<SavePlace>;

/** Chromium can remove a picked file; the standard cannot yet. */
type SavePlace = FileSystemFileHandle & { remove?: () => Promise<void> };

/** The picker makes an empty file, which would look like a failed save. */
async function removeEmpty(place: SavePlace): Promise<void> {
  try {
    if ((await place.getFile()).size === 0) await place.remove?.();
  } catch {
    // An empty file remains; why the save ended matters more.
  }
}

/** The bytes of the source with progress, compressed when requested. */
export function throughput(
  source: Blob,
  { gzip = false, onProgress }: Omit<SaveOptions, "name" | "onScan">,
): ReadableStream<BufferSource> {
  let doneBytes = 0;
  const counted = source.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        doneBytes += chunk.length;
        onProgress?.(doneBytes, source.size);
        controller.enqueue(chunk);
      },
    }),
  );
  return gzip ? counted.pipeThrough(new CompressionStream("gzip")) : counted;
}

async function download(source: Blob, options: SaveOptions, signal?: AbortSignal): Promise<SaveOutcome> {
  const blob = options.gzip === true ? await packed(source, options, signal) : source;
  signal?.throwIfAborted();
  startDownload(options.name, blob);
  return "downloading";
}

/** Hands bytes that were scanned, see `createExits`, to the browser as a download. The name must be a bare file name. */
export function startDownload(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address some time after the click; a minute is more than enough to begin.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function packed(source: Blob, options: SaveOptions, signal?: AbortSignal): Promise<Blob> {
  const chunks: BufferSource[] = [];
  const sink = new WritableStream<BufferSource>({ write: (chunk) => void chunks.push(chunk) });
  await throughput(source, options).pipeTo(sink, signal === undefined ? {} : { signal });
  return new Blob(chunks, { type: "application/gzip" });
}
