import { LogImportError } from "./import-error.ts";
import { createLineSplitter, type FileLine } from "./line-splitter.ts";
import { guessEncoding, type LogEncoding } from "./text-encoding.ts";

export interface ReadLinesOptions {
  /** Bytes after unpacking at which the file counts as hostile. */
  maxBytes: number;
  /** Bytes of the file, packed as it is, that are through. */
  onBytes?: (bytes: number) => void;
  onEncoding?: (encoding: LogEncoding) => void;
}

/**
 * The lines of a text file, in lists of some hundred, with constant memory: packed by gzip or not (told by its first
 * bytes, not by its name), in any of the encodings that `guessEncoding` knows. Empty lines are left out but counted.
 *
 * @throws LogImportError `too_large` when more than `maxBytes` come out, `unreadable` when the gzip is damaged
 */
export async function* readLines(file: Blob, options: ReadLinesOptions): AsyncGenerator<FileLine[]> {
  const reader = (await unpacked(file, options)).getReader();
  const splitter = createLineSplitter();
  let toUtf8: ((chunk: Uint8Array) => Uint8Array) | undefined;
  let bytes = 0;
  try {
    for (;;) {
      const { value, done } = await read(reader);
      if (done) break;
      bytes += value.length;
      if (bytes > options.maxBytes) {
        const limit = String(Math.round(options.maxBytes / 1024 / 1024));
        throw new LogImportError("too_large", `the file holds more than ${limit} MB of text`);
      }
      toUtf8 ??= converter(value, options);
      yield splitter.push(toUtf8(value));
    }
    yield splitter.end();
  } finally {
    await reader.cancel().catch(() => {
      // A stream that failed cannot be cancelled; its error is on its way already.
    });
  }
}

/** Makes UTF-8 of what the file holds; UTF-8 itself passes untouched, but for its byte order mark. */
function converter(start: Uint8Array, { onEncoding }: ReadLinesOptions): (chunk: Uint8Array) => Uint8Array {
  const encoding = guessEncoding(start.subarray(0, 65_536));
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

async function unpacked(file: Blob, { onBytes }: ReadLinesOptions): Promise<ReadableStream<Uint8Array>> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        onBytes?.(chunk.length);
        controller.enqueue(chunk);
      },
    }),
  );
  const packed = magic[0] === 0x1f && magic[1] === 0x8b;
  return packed ? counted.pipeThrough(new DecompressionStream("gzip")) : counted;
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read();
  } catch (error) {
    throw new LogImportError("unreadable", `the file cannot be read or unpacked: ${String(error)}`, error);
  }
}
