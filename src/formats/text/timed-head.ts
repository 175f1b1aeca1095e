import { readLevelWord } from "../read-level.ts";
import type { LogKind, RecordData } from "../record-reading.ts";
import { scanTimeOfDay, type WrittenTime } from "../time/iso-time.ts";
import { scanTime } from "../time/read-time.ts";
import { levelOfToken } from "./level-token.ts";
import type { TextHead } from "./text-head.ts";

/** What stands between the time and the message, by logger; each is tried at the end of the time. */
const layouts: [LogKind, RegExp][] = [
  // 2026-01-05 12:00:00.123 | ERROR    | app:main:7 - message
  ["loguru", / \| (?<level>[A-Z]{1,10}) {0,10}\| (?<logger>[\w.<>$-]{1,100}):(?<caller>[\w<>$.-]{1,100}:\d{1,7}) - /y],
  // 2025-09-03 10:14:01 | INFO     | tts_utility | function:line | message
  ["prototype", / \| (?<level>[A-Za-z]{1,10}) {0,20}\| (?<logger>[^|\n]{0,100}) \| (?<place>[^|\n]{0,200}) \| /y],
  // 10:14:01 | INFO     | message
  ["prototype", / \| (?<level>[A-Z]{1,10}) {0,10}\| /y],
  // [2026-01-05 09:00:00.123][12][error][connection] [source/common/a.cc:1] message
  [
    "envoy",
    /\]\[(?<thread>\d{1,10})\]\[(?<level>\w{1,10})\]\[(?<logger>[^\]\n]{0,100})\] (?:\[(?<caller>[^\]\n]{1,200}:\d{1,6})\] )?/y,
  ],
  // [2026-01-05T09:00:00,123][ERROR][o.e.b.Bootstrap      ] message
  ["log4j", /\]\[(?<level>[A-Z]{4,5}) {0,3}\]\[(?<logger>[^\]\s]{1,200}) {0,60}\] {0,2}/y],
  // [2026-01-05 09:00:00.123 +0000] INFO (7): message
  ["pino", /\] (?<level>[A-Z]{4,5}) \((?:(?<logger>[\w.-]{1,100})\/)?\d{1,10}(?: on (?<host>[\w.-]{1,100}))?\): /y],
  // [2026-01-05T09:00:00.123Z] ERROR: app/7 on h1: message
  ["bunyan", /\] {1,2}(?<level>[A-Z]{4,5}): (?<logger>[\w.-]{1,100})\/\d{1,10} on (?<host>[\w.-]{1,100}): /y],
  // 2026-01-05 12:00:00,123 - app - ERROR - message
  ["python-text", / - (?<logger>[^\s|]{1,200}) - (?<level>[A-Za-z]{1,10}) - /y],
  // [2026-01-05 12:00:00,123] ERROR in app: message
  ["python-text", /\]? (?<level>[A-Z]{4,8}) in (?<logger>[\w.]{1,200}): /y],
  // [2026-01-05 12:00:00,123: ERROR/MainProcess] message
  ["python-text", /: (?<level>[A-Z]{4,8})\/(?<thread>[^\]\n]{1,100})\] /y],
  // 09:00:00.123 [main] ERROR a.B - message
  ["logback", / \[(?<thread>[^\]\n]{0,200})\] (?<level>[A-Z]{4,8}) {1,5}(?<logger>[^\s|]{1,300}) {0,40}(?:- |: )/y],
  // 2026-01-05T12:00:00.123+03:00 ERROR 7 --- [main] a.B : message
  [
    "logback",
    / {1,3}(?<level>[A-Z]{4,8}) (?:\d{1,9} )?--- (?:\[(?<thread>[^\]\n]{0,100})\] ?){1,3}(?<logger>[^\s|]{1,200}) {0,40}: /y,
  ],
];
/** 2026-01-05T12:00:00.123+03:00 host app[7]: message */
const syslog = / (?<host>[\w.:-]{1,100}) (?<logger>[\w./()-]{1,100})(?<pid>\[\d{1,10}\])?: /y;

/** Reads a head that begins with a time, in brackets or not; a time of day without a date counts too. */
export function scanTimedHead(line: string, latestMs: number): TextHead | undefined {
  const start = line.startsWith("[") ? 1 : 0;
  const written = scanTime(line, start, latestMs) ?? scanBareTimeOfDay(line, start);
  if (!written) return undefined;
  const head = { written, timeText: line.slice(start, written.end) };
  const system = scanSyslogRest(line, written);
  if (system) return { ...head, ...system };
  for (const [kind, pattern] of layouts) {
    pattern.lastIndex = written.end;
    const groups = pattern.exec(line)?.groups;
    const level = groups && readLevelWord(groups["level"]!);
    if (!groups || level === undefined) continue;
    const { place, level: levelText } = groups;
    return { ...head, kind, level, levelText, place, data: dataOf(groups), end: pattern.lastIndex };
  }
  return { ...head, ...scanTokens(line, written) };
}

/** `09:00:00.123`: a time of day has no moment; NaN keeps it out of the reading. */
function scanBareTimeOfDay(line: string, start: number): WrittenTime | undefined {
  if (line[start + 2] !== ":" || line[start + 5] !== ":") return undefined;
  const time = scanTimeOfDay(line, start);
  return time && { wallMs: NaN, end: time.end };
}

function scanSyslogRest(line: string, written: WrittenTime): Omit<TextHead, "written"> | undefined {
  syslog.lastIndex = written.end;
  const groups = syslog.exec(line)?.groups;
  if (!groups || levelOfToken(groups["host"]!, true) !== undefined) return undefined;
  // Without a process it could be any sentence with a colon, but for the forms that only syslog writes.
  const isSyslogTime = /^[A-Z][a-z]{2} /.test(line) || (line[10] === "T" && written.offsetMinutes !== undefined);
  if (!isSyslogTime && groups["pid"] === undefined) return undefined;
  return { kind: "syslog", data: dataOf(groups), end: syslog.lastIndex };
}

function dataOf(groups: Record<string, string | undefined>): RecordData | undefined {
  const { logger, host, thread, caller } = groups;
  const data: RecordData = {};
  if (logger) data.logger = logger;
  if (host) data.host = host;
  if (thread) data.thread = thread;
  if (caller) data.caller = caller;
  return Object.keys(data).length === 0 ? undefined : data;
}

/** Tokens that are looked at for a level. */
const maxTokens = 5;
const token = /[\s|,;-]{0,5}([^\s|]{1,200})/y;
const opening = /\]?[:,]?[\s|-]{0,5}/y;
const closing = /(?: {0,20}\])?:?[\s|:-]{0,5}/y;
const dashedLogger = /([^\s|]{1,100}) - /y;
const goCaller = /([\w./-]{1,200}:\d{1,6})\s/y;

/** Any other layout: the level is a token near the time, the message stands behind it. */
function scanTokens(line: string, { end: timeEnd }: WrittenTime): Omit<TextHead, "written"> {
  opening.lastIndex = timeEnd;
  opening.exec(line);
  const messageStart = opening.lastIndex;
  const kind: LogKind = line[timeEnd - 4] === "," ? "python-text" : "text";
  for (let at = messageStart, count = 0; count < maxTokens; at = token.lastIndex, count++) {
    token.lastIndex = at;
    const found = token.exec(line)?.[1];
    if (found === undefined) break;
    const level = levelOfToken(found, count === 0);
    if (level === undefined) continue;
    const levelText = found.replaceAll(/^[[(<]+|[:\])>]+$/g, "");
    return { level, levelText, ...scanBehindLevel(line, token.lastIndex, kind) };
  }
  return { kind, end: messageStart };
}

function scanBehindLevel(line: string, from: number, kind: LogKind): Pick<TextHead, "kind" | "end" | "data"> {
  closing.lastIndex = from;
  const separator = closing.exec(line)?.[0] ?? "";
  const end = from + separator.length;
  const [pattern, name]: [RegExp, "logger" | "caller"] = separator.includes(" - ")
    ? [dashedLogger, "logger"]
    : [goCaller, "caller"];
  // 2026-01-05 12:00:00,123 - ERROR - app - message, or zap's console with tabs.
  if (!separator.includes(" - ") && !separator.includes("\t")) return { kind, end };
  pattern.lastIndex = end;
  const found = pattern.exec(line)?.[1];
  const isZap = separator.includes("\t");
  if (found === undefined) return { kind: isZap ? "zap" : kind, end };
  return { kind: isZap ? "zap" : kind, end: pattern.lastIndex, data: { [name]: found } };
}
