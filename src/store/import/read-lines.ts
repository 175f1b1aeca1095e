import { LogImportError } from "../import-error.ts";
import { createLineSplitter, type FileLines } from "./line-splitter.ts";
import { guessEncoding, type LogEncoding } from "./guess-encoding.ts";

/** Options of {@link readLines}. */
export interface ReadLinesOptions {
  /** Largest size after decompression, in bytes. */
  maxBytes: number;
  /** Called with the number of bytes read since the last call, counted before decompression. */
  onBytes?: (bytes: number) => void;
  /** Called once, with the guessed encoding. */
  onEncoding?: (encoding: LogEncoding) => void;
}

/**
 * Reads the lines of a text file, about a megabyte at a time, with constant memory. The file may be compressed with gzip
 * (detected by its first bytes, not by its name) and in any of the encodings of `guessEncoding`.
 *
 * @throws LogImportError `too_large` when more than `maxBytes` come out, `unreadable` when the gzip is damaged
 */
export async function* readLines(file: Blob, options: ReadLinesOptions): AsyncGenerator<FileLines> {
  const splitter = createLineSplitter();
  let toUtf8: ((chunk: Uint8Array) => Uint8Array) | undefined;
  let bytes = 0;
  for await (const chunk of unpackedChunks(file, options)) {
    bytes += chunk.length;
    if (bytes > options.maxBytes) {
      const limit = String(Math.round(options.maxBytes / 1024 / 1024));
      throw new LogImportError({ kind: "too_large", message: `the file holds more than ${limit} MB of text` });
    }
    toUtf8 ??= converter(chunk, options);
    yield* splitter.push(toUtf8(chunk));
  }
  yield* splitter.end();
}

/** Creates a converter to UTF-8. UTF-8 input is passed on unchanged, without its byte order mark. */
function converter(start: Uint8Array, { onEncoding }: ReadLinesOptions): (chunk: Uint8Array) => Uint8Array {
  const encoding = guessEncoding(start.subarray(0, 65_536));
  /** Called once, with the guessed encoding. */
  onEncoding?.(encoding);
  if (encoding === "utf-8") {
    let first = true;
    return (chunk) => {
      const marked = first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
      first = false;
      return marked ? chunk.subarray(3) : chunk;
    };
  }
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return (chunk) => encoder.encode(decoder.decode(chunk, { stream: true }));
}

async function* unpackedChunks(file: Blob, { onBytes }: ReadLinesOptions): AsyncGenerator<Uint8Array> {
  try {
    const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    if (magic[0] === 0x1f && magic[1] === 0x8b) yield* gunzip(file, onBytes);
    else yield* slices(file, onBytes);
  } catch (error) {
    throw new LogImportError({
      kind: "unreadable",
      message: `the file cannot be read or unpacked: ${String(error)}`,
      cause: error,
    });
  }
}

const sliceBytes = 1024 * 1024;
/** Slices read ahead: each passes through several threads of the browser. */
const slicesInFlight = 4;

/** Reads slices of a megabyte; a stream would deliver chunks of 64 kB. */
async function* slices(file: Blob, onBytes: ReadLinesOptions["onBytes"]): AsyncGenerator<Uint8Array> {
  const coming: Promise<ArrayBuffer>[] = [];
  for (let start = 0; start < file.size || coming.length > 0;) {
    for (; start < file.size && coming.length < slicesInFlight; start += sliceBytes) {
      const slice = file.slice(start, start + sliceBytes).arrayBuffer();
      slice.catch(() => {
        // Thrown where it is awaited, unless reading stops before.
      });
      coming.push(slice);
    }
    const chunk = new Uint8Array(await coming.shift()!);
    onBytes?.(chunk.length);
    yield chunk;
  }
}

async function* gunzip(file: Blob, onBytes: ReadLinesOptions["onBytes"]): AsyncGenerator<Uint8Array> {
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        onBytes?.(chunk.length);
        controller.enqueue(chunk);
      },
    }),
  );
  const reader = counted.pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel().catch(() => {
      // A failed stream cannot be cancelled; its error is thrown already.
    });
  }
}
