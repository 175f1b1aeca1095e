import { readLevel, readLevelWord } from "../read-level.ts";
import { scanIsoTime, scanTimeOfDay, dayMs } from "../time/iso-time.ts";
import { scanTime } from "../time/read-time.ts";
import { levelOfToken } from "./level-token.ts";
import type { TextHead } from "./text-head.ts";
import { scanTimedHead } from "./timed-head.ts";

const priority = /^<(\d{1,3})>/;
const rfc5424 = /1 (\S{1,64}) (\S{1,255}) (\S{1,48}) \S{1,128} \S{1,32} /y;
/** Structured data: `-` or elements in brackets, in which quotes hide brackets. */
const structured = /(?:-|(?:\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\])+) ?\uFEFF?/y;

/** `<11>1 2026-01-05T09:00:00.123Z host app 123 ID47 - message`, `<11>Jan  5 09:00:00 host app[123]: message` */
export function scanPriorityHead(line: string, latestMs: number): TextHead | undefined {
  const found = priority.exec(line);
  if (!found) return undefined;
  const start = found[0].length;
  const severity = Number(found[1]) % 8;
  const level = { level: readLevel(severity, "syslog"), levelText: String(severity) };
  rfc5424.lastIndex = start;
  const [, time = "", host = "-", logger = "-"] = rfc5424.exec(line) ?? [];
  if (time !== "") {
    structured.lastIndex = rfc5424.lastIndex;
    const end = structured.test(line) ? structured.lastIndex : rfc5424.lastIndex;
    const data = { ...(host !== "-" && { host }), ...(logger !== "-" && { logger }) };
    return { kind: "syslog", written: scanIsoTime(time), timeText: time, ...level, data, end };
  }
  const rest = scanTimedHead(line.slice(start), latestMs);
  if (!rest) return { kind: "syslog", ...level, end: start };
  return { ...rest, kind: "syslog", ...level, end: rest.end + start };
}

const klog = /^([IWEF])(\d\d)(\d\d) (\d\d:\d\d:\d\d\.\d{1,9}) {1,7}\d{1,10} ([^\s:\]]{1,200}:\d{1,7})\] /;

/** `E0105 09:00:00.123456   12 file.go:12] message`; the year is that of the newest day that has been. */
export function scanKlogHead(line: string, latestMs: number): TextHead | undefined {
  const found = klog.exec(line);
  if (!found) return undefined;
  const [head, letter = "", month, day, time = "", caller = ""] = found;
  const ofDayMs = scanTimeOfDay(time, 0)?.wallMs ?? NaN;
  const latest = latestMs + 86_400_000;
  const year = new Date(latest).getUTCFullYear();
  const moments = [year, year - 1].map((one) => dayMs(one, Number(month), Number(day)) + ofDayMs);
  const wallMs = moments.find((one) => one <= latest) ?? NaN;
  const timeText = head.slice(1, 6 + time.length);
  return {
    kind: "klog",
    written: { wallMs, end: 6 + time.length },
    timeText,
    level: readLevelWord(letter),
    levelText: letter,
    data: { caller },
    end: head.length,
  };
}

const basicConfig = /^(DEBUG|INFO|WARNING|ERROR|CRITICAL):([^:\s]{1,200}):/;
const terminal = /^(ERRO|WARN|INFO|DEBU|FATA|PANI|TRAC)\[([^\]\n]{1,40})\] {0,2}/;
const marked =
  /^(\[[A-Za-z]{1,11} *\]|[A-Z]{3,11}(?=:| \[?\d{4}[-/])|(?:error|warn|info|http|verbose|debug|silly)(?=: )):?[\s:-]{0,10}/;

/** Heads that begin with a level: Python's default, logrus on a terminal, `ERROR: message`, `[error] message`. */
export function scanLevelHead(line: string, latestMs: number): TextHead | undefined {
  const [python, word, logger] = basicConfig.exec(line) ?? [];
  if (python !== undefined) {
    const data = { logger: logger! };
    return { kind: "python-text", level: readLevelWord(word!), levelText: word, data, end: python.length };
  }
  const [logrus, name = "", seconds = ""] = terminal.exec(line) ?? [];
  if (logrus !== undefined) {
    // The number is of seconds since the start, unless a full time was asked for.
    const written = scanTime(seconds, 0, latestMs);
    const time = written && { written, timeText: seconds };
    return { kind: "logrus", ...time, level: readLevelWord(name), levelText: name, end: logrus.length };
  }
  const [head, spelled = ""] = marked.exec(line) ?? [];
  const level = levelOfToken(spelled, true) ?? (spelled === "http" || spelled === "silly" ? "DEBUG" : undefined);
  if (head === undefined || level === undefined) return undefined;
  const levelText = spelled.replaceAll(/[[\]\s]/g, "");
  // Django: `ERROR 2026-01-05 09:00:00,123 message`.
  const timed = scanTimedHead(line.slice(head.length), latestMs);
  if (timed && timed.level === undefined) return { ...timed, level, levelText, end: timed.end + head.length };
  return { kind: /^[a-z]/.test(spelled) ? "winston" : "text", level, levelText, end: head.length };
}
