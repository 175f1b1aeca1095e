import { iniProblem, type IniProblem } from "./ini-lines.ts";

/** A config has a few hundred bytes; what is larger is something else. */
export const maxConfigBytes = 65_536;

/**
 * The text of a `config.ini`: UTF-8, or UTF-16 that says so by its first two bytes, as some editors of Windows write it.
 *
 * @returns the one problem when these bytes are no such text
 */
export function readConfigText(bytes: Uint8Array): { source: string } | { problem: IniProblem } {
  if (bytes.length > maxConfigBytes) return wrong(0, "too-large");
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  const source = new TextDecoder(encoding).decode(bytes);
  const nul = source.indexOf("\0");
  if (nul >= 0) return wrong(lineAt(source, nul), "no-text");
  // What is no UTF-8 becomes this character; it is never typed.
  const broken = source.indexOf("\uFFFD");
  return broken >= 0 ? wrong(lineAt(source, broken), "no-utf8") : { source };
}

function wrong(line: number, code: "too-large" | "no-text" | "no-utf8"): { problem: IniProblem } {
  return { problem: iniProblem(line, "", { code, detail: "" }) };
}

function lineAt(source: string, index: number): number {
  return source.slice(0, index).split(/\r\n|\n|\r/).length;
}
