import { iniFaultWords, type IniFault } from "./ini-faults.ts";

/** One `key = value` line; the value without its quotes. */
export interface IniEntry {
  line: number;
  key: string;
  value: string;
}

/** What is wrong, and in which line; 0 where no line is to blame. A secret is never in it. */
export interface IniProblem extends IniFault {
  line: number;
  key: string;
  /** The fault in English words, to stand behind the key. */
  message: string;
}

/** Names the line of a fault. */
export function iniProblem(line: number, key: string, fault: IniFault): IniProblem {
  return { line, key, ...fault, message: iniFaultWords[fault.code](fault.detail) };
}

/** Splits a flat ini text into entries; what is no entry is a problem with its line, counted from 1. */
export function readIniLines(source: string): { entries: IniEntry[]; problems: IniProblem[] } {
  const entries: IniEntry[] = [];
  const problems: IniProblem[] = [];
  const lines = source.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  lines.forEach((raw, index) => {
    const line = index + 1;
    const content = raw.trim();
    if (content === "" || content.startsWith("#")) return;
    if (content.startsWith("[")) {
      problems.push(iniProblem(line, "", { code: "section", detail: "" }));
      return;
    }
    const equals = content.indexOf("=");
    if (equals < 1) {
      // The line is not repeated: it may hold a secret.
      problems.push(iniProblem(line, "", { code: "no-entry", detail: "" }));
      return;
    }
    const key = content.slice(0, equals).trim();
    const read = readValue(content.slice(equals + 1).trim());
    if ("code" in read) problems.push(iniProblem(line, key, read));
    else entries.push({ line, key, value: read.value });
  });
  return { entries, problems };
}

function readValue(raw: string): { value: string } | IniFault {
  const quoteMark = raw[0];
  if (quoteMark === '"' || quoteMark === "'") {
    const end = raw.indexOf(quoteMark, 1);
    if (end < 0) return { code: "open-quote", detail: quoteMark };
    const rest = raw.slice(end + 1).trim();
    if (rest !== "" && !rest.startsWith("#")) return { code: "text-behind-quote", detail: quoteMark };
    return { value: raw.slice(1, end) };
  }
  const value = raw.split("#", 1)[0]!.trim();
  if (value.includes(",")) return { code: "comma", detail: "" };
  return { value };
}
