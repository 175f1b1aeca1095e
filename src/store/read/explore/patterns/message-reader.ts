import type { SegmentBlock } from "../../../columns/segment-blocks.ts";

/** Reads the messages of a segment: listed ones from their column, the others from their lines. */
export interface MessageReader {
  /** Some messages are only in their lines. */
  needsLines: boolean;
  /**
   * The messages that are texts, by rows, ascending.
   *
   * @param lines of the segment, where it needs them
   * @param wanted whether a row is looked at. Default: all are
   */
  read(lines: Uint8Array | undefined, wanted?: (row: number) => boolean): Generator<[row: number, message: string]>;
}

/** Prepares to read the messages of a segment. */
export function createMessageReader(block: SegmentBlock): MessageReader {
  const { coded, hasLists } = block.column("message") ?? { coded: undefined, hasLists: false };
  if (coded === undefined) return { needsLines: false, *read() {} };
  const { rows, codes, values } = coded;
  /** By code; undefined where only the line says. An array is listed as a text. */
  const listed = [undefined, ...values.map((value) => (hasLists && isLikeList(value) ? undefined : { value }))];
  let needsLines = false;
  for (let at = 0; at < codes.length && !needsLines; at++) needsLines = listed[codes[at]!] === undefined;
  return {
    needsLines,
    *read(lines, wanted = () => true) {
      const messageOf = lines && messageFinder(lines, block);
      for (let at = 0; at < codes.length; at++) {
        const row = rows === undefined ? at : rows[at]!;
        if (!wanted(row)) continue;
        const found = listed[codes[at]!];
        const message = found === undefined ? messageOf!(row) : found.value;
        if (typeof message === "string") yield [row, message];
      }
    },
  };
}

const isLikeList = (value: unknown) => typeof value === "string" && value.startsWith("[");

/** How far into a line its message is looked for before all of it is read, in bytes: ours have it before all that may be long. */
const headBytes = 512;
const decoder = new TextDecoder();

/** Gives the messages of the lines of ascending rows, as `JSON.parse` gives them. */
function messageFinder(lines: Uint8Array, { lineBytes, texts }: SegmentBlock): (row: number) => unknown {
  // A key that occurs twice, or is spelled with an escape. Without `texts` it is not known which lines have one.
  const unusual = texts && new Set(texts.unusual);
  let [at, start] = [0, 0];
  return (row) => {
    for (; at < row; at++) start += lineBytes[at]!;
    const head = () => decoder.decode(lines.subarray(start, start + Math.min(headBytes, lineBytes[row]!)));
    const literal = unusual === undefined || unusual.has(row) ? undefined : messageLiteral(head());
    if (literal !== undefined) return JSON.parse(literal);
    const line = decoder.decode(lines.subarray(start, start + lineBytes[row]!));
    return (JSON.parse(line) as { message?: unknown }).message;
  };
}

/** The message of a line as JSON, where nothing but plain values stands before it. */
function messageLiteral(head: string): string | undefined {
  const name = head.indexOf(',"message":"');
  if (name < 0) return undefined;
  const brace = head.indexOf("{", 1);
  if (brace >= 0 && brace < name) return undefined;
  const start = name + ',"message":'.length;
  for (let end = head.indexOf('"', start + 1); end >= 0; end = head.indexOf('"', end + 1)) {
    let escapes = 0;
    while (head[end - 1 - escapes] === "\\") escapes++;
    if (escapes % 2 === 0) return head.slice(start, end + 1);
  }
  return undefined;
}
