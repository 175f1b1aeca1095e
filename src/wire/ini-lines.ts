/** One `key = value` line; the value without its quotes. */
export interface IniEntry {
  line: number;
  key: string;
  value: string;
}

/** What is wrong, and in which line; 0 where no line is to blame. */
export interface IniProblem {
  line: number;
  key: string;
  message: string;
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
      problems.push({ line, key: "", message: "is a section header; config.ini is flat, without sections" });
      return;
    }
    const equals = content.indexOf("=");
    if (equals < 1) {
      // The line is not repeated: it may hold a secret.
      problems.push({ line, key: "", message: "is no `key = value` line" });
      return;
    }
    const key = content.slice(0, equals).trim();
    const read = readValue(content.slice(equals + 1).trim());
    if ("fault" in read) problems.push({ line, key, message: read.fault });
    else entries.push({ line, key, value: read.value });
  });
  return { entries, problems };
}

function readValue(raw: string): { value: string } | { fault: string } {
  const quoteMark = raw[0];
  if (quoteMark === '"' || quoteMark === "'") {
    const end = raw.indexOf(quoteMark, 1);
    if (end < 0) return { fault: `has a quote ${quoteMark} that is never closed` };
    const rest = raw.slice(end + 1).trim();
    if (rest !== "" && !rest.startsWith("#")) return { fault: `has text behind the closing quote ${quoteMark}` };
    return { value: raw.slice(1, end) };
  }
  const value = raw.split("#", 1)[0]!.trim();
  if (value.includes(",")) return { fault: "has a comma: put the value in quotes" };
  return { value };
}
