import { LogImportError } from "./import-error.ts";
import { guessEncoding, type LogEncoding } from "./text-encoding.ts";

/** Longest line that is kept whole, in UTF-16 units; of a longer one the beginning is kept. */
export const maxLineLength = 1024 * 1024;

/** One line of a file. */
export interface FileLine {
  /** From 1. */
  number: number;
  text: string;
  /** Length of the whole line when only its beginning is in `text`. */
  fullLength?: number;
}

export interface ReadLinesOptions {
  /** Bytes after unpacking at which the file counts as hostile. */
  maxBytes: number;
  /** Bytes of the file, packed as it is, that are through. */
  onBytes?: (bytes: number) => void;
  onEncoding?: (encoding: LogEncoding) => void;
}

/**
 * The lines of a text file, in lists of some thousand, with constant memory: packed by gzip or not (told by its first
 * bytes, not by its name), in any of the encodings that `guessEncoding` knows. Empty lines are left out but counted.
 *
 * @throws LogImportError `too_large` when more than `maxBytes` come out, `unreadable` when the gzip is damaged
 */
export async function* readLines(file: Blob, options: ReadLinesOptions): AsyncGenerator<FileLine[]> {
  const reader = (await unpacked(file, options)).getReader();
  const splitter = createLineSplitter();
  let decoder: TextDecoder | undefined;
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
      decoder ??= decoderFor(value, options);
      yield splitter.push(decoder.decode(value, { stream: true }));
    }
    yield splitter.push(decoder?.decode() ?? "");
    yield splitter.end();
  } finally {
    await reader.cancel().catch(() => {
      // A stream that failed cannot be cancelled; its error is on its way already.
    });
  }
}

function decoderFor(start: Uint8Array, { onEncoding }: ReadLinesOptions): TextDecoder {
  const encoding = guessEncoding(start.subarray(0, 65_536));
  onEncoding?.(encoding);
  return new TextDecoder(encoding);
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

/** Cuts text into lines; of a line that is too long it keeps the beginning and counts the rest. */
function createLineSplitter() {
  let number = 0;
  let rest = "";
  let skipped = 0;

  function line(text: string): FileLine[] {
    number++;
    const whole = rest + text;
    const fullLength = whole.length + skipped;
    rest = "";
    skipped = 0;
    if (fullLength > maxLineLength) return [{ number, text: whole.slice(0, maxLineLength), fullLength }];
    const trimmed = whole.endsWith("\r") ? whole.slice(0, -1) : whole;
    return trimmed.trim() === "" ? [] : [{ number, text: trimmed }];
  }

  return {
    push(text: string): FileLine[] {
      const lines: FileLine[] = [];
      let start = 0;
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", start)) {
        lines.push(...line(text.slice(start, at)));
        start = at + 1;
      }
      rest += text.slice(start);
      if (rest.length > maxLineLength) {
        skipped += rest.length - maxLineLength;
        rest = rest.slice(0, maxLineLength);
      }
      return lines;
    },
    end: (): FileLine[] => (rest === "" ? [] : line("")),
  };
}
