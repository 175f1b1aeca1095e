import { joinBytes } from "../../basics/bytes.ts";
import type { LogSource } from "./log-source.ts";

/** Our log files, each with those that hold the same events in another form or fewer of them. */
const sameRun: [source: RegExp, repeating: RegExp][] = [
  [/(?:^|\/)tts_structured\.jsonl/i, /(?:^|\/)tts_(?:utility|errors)\.log/i],
  [/(?:^|\/)tts_utility\.log/i, /(?:^|\/)tts_errors\.log/i],
];
/** Bytes by which two files are compared before they are read to their ends. */
const firstBytes = 4_096;

/**
 * Finds files that need not be read: those that are the beginning of another one (a copy, or what `copytruncate` leaves), and
 * the text files of a run whose structured file is there too. A file that a person wants to be read is no such file.
 *
 * @returns the name of the file that holds the same, by the index of the repeating one
 */
export async function findRepeatedFiles(sources: LogSource[]): Promise<Map<number, string>> {
  const repeated = new Map<number, string>();
  const heads = await Promise.all(sources.map(readHead));
  for (const [index, source] of sources.entries()) {
    if (source.choice.isReadAnyway === true) continue;
    for (const [other, holder] of sources.entries()) {
      if (other === index || repeated.has(other)) continue;
      const isOtherForm = sameRun.some(([whole, part]) => whole.test(holder.name) && part.test(source.name));
      if (isOtherForm || (await isBeginning(source, heads[index]!, holder, heads[other]!))) {
        repeated.set(index, holder.name);
        break;
      }
    }
  }
  return repeated;
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

/** Whether all bytes of a file are the first bytes of another one. */
async function isBeginning(
  part: LogSource,
  head: Uint8Array,
  whole: LogSource,
  wholeHead: Uint8Array,
): Promise<boolean> {
  if (head.length === 0 || head.length > wholeHead.length) return false;
  if (!head.every((byte, at) => byte === wholeHead[at])) return false;
  const holder = byteReader(whole);
  try {
    for await (const chunk of part.chunks()) if (!(await holder.holds(chunk))) return false;
    return true;
  } catch {
    return false;
  } finally {
    await holder.close();
  }
}

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
    close: async (): Promise<void> => void (await chunks.return?.()),
  };
}
