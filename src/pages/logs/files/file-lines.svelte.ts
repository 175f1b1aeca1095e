import type { LogFileName, LogReader, LogStore } from "../../../store/log-store.ts";
import { followLog } from "../../../app/page-log/follow-log.ts";

/** A line of a text file; its number counts from the beginning of the part. */
export interface FileLine {
  number: number;
  text: string;
}

/** Bytes at the beginning of a part that distinguish it from the next one after a rotation. */
const headBytes = 256;

/** The lines of one part of a text file, newest first; follows the file as it grows, reading only what was added. */
export class FileLines {
  readonly #store: Pick<LogReader, "exportPart"> & Pick<LogStore, "subscribe">;
  lines = $state.raw<FileLine[]>([]);
  isLoaded = $state(false);
  failure = $state.raw<unknown>();
  #head = "";
  #sizeBytes = 0;

  constructor(store: Pick<LogReader, "exportPart"> & Pick<LogStore, "subscribe">) {
    this.#store = store;
  }

  /** Shows a part and follows it until the returned function is called. */
  follow(file: LogFileName, backup: number): () => void {
    this.#sizeBytes = 0;
    const read = (signal: AbortSignal, rewritten: boolean) => {
      if (rewritten) this.#sizeBytes = 0;
      return this.#read(file, backup, signal);
    };
    return followLog(this.#store, read, 500);
  }

  async #read(file: LogFileName, backup: number, signal: AbortSignal): Promise<void> {
    try {
      const blob = await this.#store.exportPart(file, backup);
      const head = await blob.slice(0, Math.min(headBytes, this.#sizeBytes)).text();
      const isSame = this.#sizeBytes > 0 && blob.size >= this.#sizeBytes && this.#head.startsWith(head);
      const added = await blob.slice(isSame ? this.#sizeBytes : 0).text();
      const newHead = await blob.slice(0, headBytes).text();
      if (signal.aborted) return;
      const known = isSame ? this.lines : [];
      if (!isSame || added !== "") this.lines = [...numbered(added, known[0]?.number ?? 0), ...known];
      this.#head = newHead;
      this.#sizeBytes = blob.size;
      this.isLoaded = true;
      this.failure = undefined;
    } catch (thrown) {
      if (!signal.aborted) this.failure = thrown;
    }
  }
}

/** The lines of a text that ends with a line feed, newest first. */
function numbered(text: string, before: number): FileLine[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => ({ number: before + index + 1, text: line })).reverse();
}
