import { joinBytes } from "../../basics/bytes.ts";
import { createRecordReader } from "../../formats/record-reader.ts";
import type { LogSource } from "./log-source.ts";

/** Our log files, each with those that hold the same events in another form or fewer of them. */
const sameRun: [source: RegExp, repeating: RegExp][] = [
  [/^tts_structured\.jsonl/i, /^tts_(?:utility|errors)\.log/i],
  [/^tts_utility\.log/i, /^tts_errors\.log/i],
];
/** Bytes by which two files are compared before they are read to their ends. */
const firstBytes = 4_096;
/** A text file that begins so much earlier than the structured one holds more, in milliseconds: rotation took the rest. */
const maxEarlierMs = 10 * 60_000;

/**
 * Finds files that need not be read: those that are the beginning of another one (a copy, or what `copytruncate` leaves), and
 * the text files of a run whose structured file is there too, in the same folder and from the same time on. A file that a
 * person wants to be read is no such file.
 *
 * @returns the name of the file that holds the same, by the index of the repeating one
 */
export async function findRepeatedFiles(sources: LogSource[], signal: AbortSignal): Promise<Map<number, string>> {
  const repeated = new Map<number, string>();
  if (sources.length < 2) return repeated;
  const heads = await Promise.all(sources.map(readHead));
  for (const [index, source] of sources.entries()) {
    if (source.choice.isReadAnyway === true || source.keepsAll === true) continue;
    const otherForm = findOtherForm(index, sources, heads);
    if (otherForm !== undefined) repeated.set(index, otherForm);
    for (let other = 0; other < sources.length && !repeated.has(index); other++) {
      if (other === index || repeated.has(other)) continue;
      const whole = sources[other]!;
      if (await isBeginning(source, heads[index]!, whole, heads[other]!, signal)) repeated.set(index, whole.name);
    }
  }
  return repeated;
}

/** Name of the file that holds the events of a file of ours in another form. */
function findOtherForm(index: number, sources: LogSource[], heads: Uint8Array[]): string | undefined {
  const { log } = sources[index]!;
  const [folder, name] = splitPath(sources[index]!.name);
  const firstMs = firstTime(heads[index]!);
  for (const [whole, part] of sameRun) {
    if (!part.test(name) || firstMs === undefined) continue;
    const holders = sources.flatMap((source, at) => {
      const [itsFolder, itsName] = splitPath(source.name);
      const itsFirstMs = firstTime(heads[at]!);
      const isHolder = source.log === log && itsFolder === folder && whole.test(itsName) && itsFirstMs !== undefined;
      return isHolder ? [{ name: source.name, firstMs: itsFirstMs }] : [];
    });
    const oldest = holders.toSorted((a, b) => a.firstMs - b.firstMs)[0];
    if (oldest !== undefined && firstMs >= oldest.firstMs - maxEarlierMs) return oldest.name;
  }
  return undefined;
}

function splitPath(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf("/");
  return [path.slice(0, slash + 1), path.slice(slash + 1)];
}

/** Time of the first record with one, in milliseconds since the epoch; undefined when the beginning of a file has none. */
function firstTime(head: Uint8Array): number | undefined {
  const read = createRecordReader();
  for (const line of new TextDecoder().decode(head).split(/[\r\n]+/)) {
    const found = line === "" ? undefined : read(line).find(({ timeMs }) => timeMs !== undefined);
    if (found !== undefined) return found.timeMs;
  }
  return undefined;
}

/** The first bytes of a file; empty when it cannot be read, which is told when it is imported. */
async function readHead(source: LogSource): Promise<Uint8Array> {
  let head = new Uint8Array(0);
  try {
    for await (const chunk of source.chunks()) {
      head = joinBytes([head, chunk.subarray(0, firstBytes - head.length)]);
      if (head.length >= firstBytes) break;
    }
  } catch {
    // Told when the file is imported.
  }
  return head;
}

/** Whether all bytes of a file are the first bytes of another one, up to the end of a line there. */
async function isBeginning(
  part: LogSource,
  head: Uint8Array,
  whole: LogSource,
  wholeHead: Uint8Array,
  signal: AbortSignal,
): Promise<boolean> {
  if (head.length === 0 || head.length > wholeHead.length) return false;
  if (!head.every((byte, at) => byte === wholeHead[at])) return false;
  const holder = byteReader(whole);
  try {
    let last: number | undefined;
    for await (const chunk of part.chunks()) {
      signal.throwIfAborted();
      if (!(await holder.holds(chunk))) return false;
      last = chunk.at(-1) ?? last;
    }
    return last === lineFeed || (await holder.isLineEnd());
  } catch {
    signal.throwIfAborted();
    return false;
  } finally {
    await holder.close();
  }
}

const lineFeed = 10;
const carriageReturn = 13;

/** Compares the bytes of a source with others, chunk by chunk. */
function byteReader(source: LogSource) {
  const chunks = source.chunks()[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async holds(bytes: Uint8Array): Promise<boolean> {
      for (let at = 0; at < bytes.length;) {
        if (rest.length === 0) {
          const { value, done } = await chunks.next();
          if (done === true) return false;
          rest = value;
          continue;
        }
        const length = Math.min(rest.length, bytes.length - at);
        for (let offset = 0; offset < length; offset++) if (rest[offset] !== bytes[at + offset]) return false;
        rest = rest.subarray(length);
        at += length;
      }
      return true;
    },
    /** Whether a line, or the file, ends where the comparison has come to. */
    async isLineEnd(): Promise<boolean> {
      while (rest.length === 0) {
        const { value, done } = await chunks.next();
        if (done === true) return true;
        rest = value;
      }
      return rest[0] === lineFeed || rest[0] === carriageReturn;
    },
    close: async (): Promise<void> => void (await chunks.return?.()),
  };
}
