import { closestConfigKey } from "./config-keys.ts";
import { iniFaultText, type IniFault } from "./ini-faults.ts";

/** One `key = value` line; the value without its quotes. */
export interface IniEntry {
  line: number;
  key: string;
  value: string;
}

/**
 * What is wrong, and in which line; 0 where no line is to blame. A value is never repeated: a secret may stand under any key,
 * and in the place of one.
 */
export interface IniProblem extends IniFault {
  line: number;
  /** As it stands in the file; empty where no key is to blame, or none that is known or nearly so. */
  key: string;
  /** The fault in English words, to stand behind the key. */
  message: string;
}

/** Names the line of a fault. */
export function iniProblem(line: number, key: string, fault: IniFault): IniProblem {
  return {
    line,
    key: closestConfigKey(key) === undefined ? "" : key,
    ...fault,
    message: iniFaultText[fault.code](fault.detail),
  };
}

/** White space, and the invisible characters that some editors add. */
const edges = /^[\s\u200B-\u200D\u2060\uFEFF]+|[\s\u200B-\u200D\u2060\uFEFF]+$/g;

/** Splits a flat ini text into entries; what is no entry is a problem with its line, counted from 1. */
export function readIniLines(source: string): { entries: IniEntry[]; problems: IniProblem[] } {
  const entries: IniEntry[] = [];
  const problems: IniProblem[] = [];
  const lines = source.split(/\r\n|\n|\r/);
  lines.forEach((raw, index) => {
    const content = raw.replaceAll(edges, "");
    if (content === "" || content.startsWith("#")) return;
    const line = index + 1;
    const read = readLine(content);
    if ("code" in read) problems.push(iniProblem(line, read.key, { code: read.code, detail: read.detail }));
    else entries.push({ line, ...read });
  });
  return { entries, problems };
}

function readLine(content: string): Omit<IniEntry, "line"> | (IniFault & { key: string }) {
  if (content.startsWith("[")) return { key: "", code: "section", detail: "" };
  if (/^(?:;|\/\/)/.test(content))
    return { key: "", code: "comment-mark", detail: content.startsWith(";") ? ";" : "//" };
  const equals = content.indexOf("=");
  const colon = /^["']?([\w-]+)["']?\s*:/.exec(content)?.[1];
  const key = closestConfigKey(colon ?? /^[\w-]+/.exec(content)?.[0] ?? "") ?? "";
  if (colon !== undefined && key !== "" && (equals < 0 || content.indexOf(":") < equals)) {
    return { key, code: "colon", detail: "" };
  }
  if (equals < 1) return { key, code: "no-entry", detail: "" };
  const name = content.slice(0, equals).trim();
  return { key: name, ...readValue(content.slice(equals + 1).trim()) };
}

function readValue(raw: string): { value: string } | IniFault {
  const quoteMark = raw[0] ?? "";
  if (quoteMark === '"' || quoteMark === "'") {
    const end = raw.indexOf(quoteMark, 1);
    if (end < 0) return { code: "open-quote", detail: quoteMark };
    const rest = raw.slice(end + 1).trim();
    if (rest !== "" && !rest.startsWith("#")) return { code: "text-behind-quote", detail: quoteMark };
    return { value: raw.slice(1, end) };
  }
  if (/^[“”„«‘’]/.test(quoteMark)) return { code: "book-quote", detail: quoteMark };
  // A comment may stand behind white space; a value that is cut in its middle would be wrong without notice.
  if (/\S#/.test(raw.replace(/\s#.*$/, ""))) return { code: "hash", detail: "" };
  const value = raw.replace(/(?:^|\s)#.*$/, "").trim();
  if (value.includes(",")) return { code: "comma", detail: "" };
  return { value };
}
