import { readQuoted, readSlashed, readWord } from "../query-reader.ts";

/** What is being written at the caret, and which part of the text it is. */
export interface CaretContext {
  /** `bound` is one end of a range. */
  is: "field" | "value" | "bound";
  /** Of the field whose value it is. */
  path?: string;
  /** Where that path is written, if the value stands right behind its colon. */
  pathSpan?: { start: number; end: number } | undefined;
  /** What stands before the caret, without quotes and escapes. */
  prefix: string;
  /** Part of the text that a completion replaces. */
  start: number;
  end: number;
  /** A condition stands before it, so that `AND` or `OR` may follow. */
  followsCondition: boolean;
}

const wordEnd = /[\s()"]/;
const fieldWordEnd = /[\s()":]/;
const boundEnd = /[\s()"\]}]/;

/** Finds what is being written at the caret; undefined inside of a quoted text or a regular expression. */
export function caretContext(text: string, caret: number): CaretContext | undefined {
  /** For each open bracket the field whose values stand in it. */
  const brackets: (string | undefined)[] = [];
  let followsCondition = false;

  for (let at = 0; at < caret;) {
    const path = brackets.at(-1);
    const first = text[at]!;
    if (first === "(") {
      brackets.push(path);
      followsCondition = false;
      at++;
    } else if (first === ")") {
      brackets.pop();
      followsCondition = true;
      at++;
    } else if (/\s/.test(first) || (first === "-" && path === undefined)) {
      at++;
    } else {
      const valueAt = path === undefined ? valueStart(text, at) : { path, at, pathSpan: undefined };
      if (valueAt && valueAt.at <= caret) {
        if (text[valueAt.at] === "(" && valueAt.at < caret) {
          brackets.push(valueAt.path);
          followsCondition = false;
          at = valueAt.at + 1;
          continue;
        }
        const end = passValue(text, valueAt.at, caret);
        if (typeof end !== "number")
          return end && { ...end, path: valueAt.path, pathSpan: valueAt.pathSpan, followsCondition };
        at = end;
      } else {
        const end = passWord(text, at, caret);
        if (typeof end !== "number") return end && { ...end, followsCondition };
        at = end;
      }
      followsCondition = !/(?:^|[\s(])(?:AND|OR|NOT)$/.test(text.slice(0, at));
    }
  }
  const path = brackets.at(-1);
  const place = { prefix: "", start: caret, end: caret, followsCondition };
  return path === undefined ? { is: "field", ...place } : { is: "value", path, ...place };
}

type Place = Omit<CaretContext, "path" | "pathSpan" | "followsCondition">;

/** The value of a field that begins at a position. */
function valueStart(text: string, at: number) {
  const isQuoted = text[at] === '"' || text[at] === "`";
  const path = isQuoted ? readQuoted(text, at) : readWord(text, at, fieldWordEnd);
  if (path === undefined || text[path.end] !== ":" || text.startsWith("//", path.end + 1)) return undefined;
  return isQuoted || /^[\p{L}_@$]/u.test(path.text)
    ? { path: path.text, at: path.end + 1, pathSpan: { start: at, end: path.end } }
    : undefined;
}

/** The end of a text or a name; a place where the caret is in it; undefined where nothing can be completed. */
function passWord(text: string, at: number, caret: number): number | Place | undefined {
  const closed =
    text[at] === '"' || text[at] === "`" ? readQuoted(text, at) : text[at] === "/" ? readSlashed(text, at) : undefined;
  if (closed) return closed.end <= caret ? closed.end : undefined;
  if (text[at] === '"' || text[at] === "`") return undefined;
  const word = readWord(text, at, wordEnd);
  if (word.end < caret) return word.end;
  const name = readWord(text, at, fieldWordEnd);
  const end = text[name.end] === ":" ? name.end + 1 : name.end;
  return {
    is: "field",
    prefix: readWord(text.slice(0, caret), at, wordEnd).text,
    start: at,
    end: Math.max(end, caret),
  };
}

/** As {@link passWord}, for what stands behind a field's colon. */
function passValue(text: string, start: number, caret: number): number | Place | undefined {
  const comparison = /^[<>]=?/.exec(text.slice(start))?.[0] ?? "";
  if (comparison !== "" || text[start] === "[" || text[start] === "{") {
    return passBounds(text, start, start + Math.max(comparison.length, 1), comparison === "", caret);
  }
  if (text[start] === '"') return passQuoted(text, start, caret, "value");
  const regex = text[start] === "/" ? readSlashed(text, start) : undefined;
  if (regex) return regex.end <= caret ? regex.end : undefined;
  return passPlain(text, start, caret, "value", wordEnd);
}

function passBounds(text: string, start: number, from: number, isRange: boolean, caret: number) {
  if (caret < from) return undefined;
  if (!isRange)
    return text[from] === '"'
      ? passQuoted(text, from, caret, "bound")
      : passPlain(text, from, caret, "bound", boundEnd);
  const close = text.slice(start).search(/[\]}]/);
  if (close >= 0 && start + close < caret) return start + close + 1;
  const before = /[^\s[{]*$/.exec(text.slice(0, caret))![0];
  return passPlain(text, caret - before.length, caret, "bound", boundEnd);
}

function passQuoted(text: string, start: number, caret: number, is: Place["is"]): number | Place {
  const quoted = readQuoted(text, start);
  if (quoted && quoted.end <= caret) return quoted.end;
  const prefix = readQuoted(`${text.slice(start, caret)}"`, 0)?.text ?? "";
  return { is, prefix, start, end: quoted?.end ?? caret };
}

function passPlain(text: string, start: number, caret: number, is: Place["is"], ends: RegExp): number | Place {
  const word = readWord(text, start, ends);
  if (word.end < caret) return Math.max(word.end, start);
  return { is, prefix: readWord(text.slice(0, caret), start, ends).text, start, end: word.end };
}
