import type { TextList } from "./batch-flow.svelte.ts";
import { decodeText } from "./decode-text.ts";
import { linesOf, textsOfTable } from "./parse-texts.ts";

/** Reads the texts of a file: a table by its ending, else one text a line. */
export async function readTextList(file: File): Promise<TextList> {
  const { text, encoding } = decodeText(new Uint8Array(await file.arrayBuffer()));
  const isTable = /\.(csv|tsv)$/i.test(file.name) || file.type === "text/csv";
  const plain = () => ({ texts: linesOf(text), textless: [], columns: {}, unread: [], problems: [] });
  return { name: file.name, encoding, ...(isTable ? textsOfTable(text) : plain()) };
}
