import type { LiveSecrets } from "../basics/live-secrets.ts";
import { randomUuid } from "../basics/uuid.ts";
import { personalTextFields } from "./attributes/personal-text.ts";
import { isAuditEvent } from "./audit-event.ts";
import { logEventKeys, logLevels, type LogEvent, type LogFields, type LogLevel, type LogSink } from "./log-event.ts";
import { gapEvent, lossOf } from "./log-gap.ts";
import { createQuoteRemoval, withoutQuotes } from "./redaction/quoted-text.ts";
import { applyToText, eventIds, type RedactionRule } from "./redaction/redaction-rules.ts";
import { redactText } from "./redaction/redact-text.ts";
import { redact, redactName } from "./redaction/redact.ts";
import type { Shutdown } from "./shutdown.ts";

/** Both clocks in milliseconds: of the day, since the epoch; and one that never jumps, from any zero. */
export interface Clock {
  epochMs(): number;
  monotonicMs(): number;
}

const systemClock: Clock = { epochMs: () => Date.now(), monotonicMs: () => performance.now() };

export interface LoggerOptions {
  sink: LogSink;
  /** Default: the system's. */
  clock?: Clock;
  /** Lower levels are not logged, but for audit events. Default `DEBUG`. */
  level?: LogLevel;
  /** Default: a fresh UUID. Its first 12 hex digits end every request id. */
  sessionId?: string;
  /** True: texts and transcripts are logged in full; false: length and hash. Default true. */
  content?: boolean;
  /** Takes the secrets in use out of every text and name of an event, before anything is cut. Default: none is known. */
  scrub?: LiveSecrets["scrub"];
  /** Take more out of every text and field, after the secrets; what says which event it is stays. Default: none. */
  rules?: readonly RedactionRule[];
  /** Longest delay of an event of `logDeferred`, in milliseconds. Default 0: none. */
  deferMs?: number;
  /** The end of the client, which is that of every span under way. Default: nothing says so. */
  shutdown?: Shutdown;
}

/**
 * `deferMs` for a program whose calls somebody waits for: the lines of a short call are written after its response, those
 * of many calls in a row together, and a tab that crashes loses no more than this of its history.
 */
export const callDeferMs = 100;

/** Bounds of the memory of texts that a failure may quote. */
const mostNoted = { texts: 8, characters: 20_000 };

/** So many deferred events are flushed at once. */
const maxDeferredEvents = 100;

/** Longest texts of an event's own fields, in characters; longer ones are cut and say so. */
export const loggerLimits = { name: 256, message: 16_384 };

/** Furthest moment of a Date from the epoch, in milliseconds (ECMAScript, 21.4.1.1). */
const maxEpochMs = 8.64e15;

/** Outcome of something done about credentials. */
export interface AuthOutcome {
  success: boolean;
  endpoint?: string;
  /** Monotonic, in milliseconds. */
  durationMs?: number;
  /** Redacted like everything else. */
  details?: Record<string, unknown>;
}

/** Completes events, redacts them and passes them to the sink. No method throws or waits. */
export interface Logger {
  readonly sessionId: string;
  /** Cancels the spans that are open when the client ends; undefined where nothing does. */
  readonly shutdown: Shutdown | undefined;
  /** Events that could not be logged, each with a `system_log_gap` event in its place, and those that the sink refused. */
  readonly lost: number;
  /**
   * Logs one event. `message` is one English sentence; `fields` may hold anything: it is copied without secrets and
   * within bounds before this returns.
   */
  log(level: LogLevel, event: string, message: string, fields?: LogFields): void;
  /**
   * Logs one event that may be written a moment later, because somebody waits for the caller's present work: its time and
   * its place in the session are those of now, the rest of the work is done within `deferMs`.
   *
   * @param fields called once; what it reads must not change meanwhile
   */
  logDeferred(level: LogLevel, event: string, message: string, fields: () => LogFields): void;
  /** Writes the deferred events, as every later event does. */
  flush(): void;
  /** Logs `system_<type>`. */
  logSystemEvent(type: string, message: string, data?: Record<string, unknown>, level?: LogLevel): void;
  /** Logs `auth_<type>`, at INFO or, when it failed, at ERROR. */
  logAuthEvent(type: string, message: string, outcome: AuthOutcome): void;
  setLevel(level: LogLevel): void;
  setLogContent(inFull: boolean): void;
  setRedactionRules(rules: readonly RedactionRule[]): void;
  /** The text without secrets, by their look and by their value, and without what the rules name: for what must be cut behind it. */
  withoutSecrets(text: string): string;
  /** A personal text as fields, in full or as its hash, as the setting says. */
  personalText(name: string, text: string): Record<string, unknown>;
  /** `req_<unix seconds>_<4-digit counter>_<session>`: unique over tabs and restarts. */
  nextRequestId(): string;
  /**
   * Tells of texts of a person that a failure may quote, in an answer of the platform or in our own words. With content off
   * the latest eight are taken out of what is logged of failures; so are those of `personalText`.
   */
  noteTexts(texts: readonly string[]): void;
  /** Milliseconds of the clock that never jumps. */
  monotonicMs(): number;
}

/** Makes a logger over a sink. One for each page load: the session id tells page loads apart. */
export function createLogger(options: LoggerOptions): Logger {
  const { clock = systemClock, deferMs = 0, scrub = (text) => text } = options;
  const sessionId = options.sessionId ?? randomUuid();
  const requestSuffix = sessionId.replaceAll(/[^\da-zA-Z]/g, "").slice(0, 12);
  let lowest = logLevels.indexOf(options.level ?? "DEBUG");
  let inFull = options.content ?? true;
  let { rules = [] } = options;
  let seq = 0;
  let requests = 0;
  let lost = 0;

  /** Texts that a failure may quote, the latest last. */
  let noted: string[] = [];
  let removeQuotes: ((message: string) => string) | undefined;

  const deferred: DeferredEvent[] = [];
  let timed = false;

  function stamp(level: LogLevel, event: string, message: string, fields: () => LogFields): DeferredEvent {
    return { epochMs: safely(() => clock.epochMs(), NaN), level, event, message, seq: ++seq, fields };
  }

  function write(stamped: DeferredEvent): void {
    const own = ownFields(stamped);
    let event: LogEvent;
    try {
      if (!isTime(stamped.epochMs)) throw new InvalidTime();
      const clean = redact(stamped.fields(), scrub, rules, eventIds);
      const given = typeof clean === "object" ? (clean as LogFields) : {};
      event = inOrder({ ...given, ...own });
      const isFailure = event.error !== undefined || logLevels.indexOf(event.level) >= logLevels.indexOf("WARNING");
      if (isFailure && noted.length > 0) event = withoutQuotes(event, (removeQuotes ??= createQuoteRemoval(noted)));
    } catch (thrown) {
      // A failed log must not fail the call that it is about; a gap event stands where its line would.
      lost++;
      event = gapEvent(lossOf(thrown instanceof InvalidTime ? "invalid_time" : "not_loggable", [own]), own);
    }
    append(event);
  }

  function append(event: LogEvent): void {
    try {
      options.sink.append(event);
    } catch {
      // Sinks report their own losses: of several the others may have taken it.
      if (event.event !== "system_log_gap") lost++;
    }
  }

  function noteTexts(texts: readonly string[]): void {
    const all = inFull ? [] : texts.map((text) => textOf(text).slice(0, mostNoted.characters));
    const fresh = all.filter((text) => text.trim() !== "" && !noted.includes(text));
    if (fresh.length === 0) return;
    noted = [...noted, ...fresh].slice(-mostNoted.texts);
    removeQuotes = undefined;
  }

  function ownFields({ epochMs, level, event, message, seq: place }: DeferredEvent): LogEvent {
    return {
      timestamp: timestampOf(epochMs),
      level: logLevels.includes(level) ? level : "INFO",
      event: cut(redactName(scrub(textOf(event))), loggerLimits.name),
      message: cut(String(redact(textOf(message), scrub, rules)), loggerLimits.message),
      session_id: sessionId,
      seq: place,
    };
  }

  /** An unknown level is logged, as INFO: it may be the one line that explains something. */
  function isLogged(level: LogLevel): boolean {
    const rank = logLevels.indexOf(level);
    return rank >= lowest || rank === -1;
  }

  function log(level: LogLevel, event: string, message: string, fields: LogFields = {}): void {
    flush();
    if (isLogged(level) || isAuditEvent(textOf(event))) write(stamp(level, event, message, () => fields));
  }

  function logDeferred(level: LogLevel, event: string, message: string, fields: () => LogFields): void {
    if (!isLogged(level)) return;
    deferred.push(stamp(level, event, message, fields));
    if (deferMs === 0 || deferred.length >= maxDeferredEvents) flush();
    else if (!timed) {
      timed = true;
      setTimeout(() => {
        timed = false;
        flush();
      }, deferMs);
    }
  }

  function flush(): void {
    if (deferred.length > 0) deferred.splice(0).forEach(write);
  }

  return {
    sessionId,
    shutdown: options.shutdown,
    get lost() {
      return lost;
    },
    log,
    logDeferred,
    flush,
    logSystemEvent(type, message, data, level = "INFO") {
      log(level, `system_${textOf(type)}`, message, { service: "System", ...(data && { data }) });
    },
    logAuthEvent(type, message, outcome) {
      const isSuccess = safely(() => outcome.success, false);
      log(
        isSuccess ? "INFO" : "ERROR",
        `auth_${textOf(type)}`,
        message,
        safely(() => authFields(outcome), {}),
      );
    },
    setLevel(level) {
      if (logLevels.includes(level)) lowest = logLevels.indexOf(level);
    },
    setLogContent(value) {
      flush();
      inFull = value;
      if (inFull) noted = [];
    },
    setRedactionRules(value) {
      flush();
      rules = value;
    },
    withoutSecrets: (text) => applyToText(redactText(scrub(text)), rules),
    personalText(name, text) {
      noteTexts([text]);
      return personalTextFields(textOf(name), textOf(text), inFull);
    },
    noteTexts,
    nextRequestId() {
      const counter = String(requests++ % 10_000).padStart(4, "0");
      return `req_${String(Math.floor(Date.parse(timestampOf(safely(() => clock.epochMs(), NaN))) / 1000))}_${counter}_${requestSuffix}`;
    },
    monotonicMs: () => safely(() => clock.monotonicMs(), 0),
  };
}

/** An event that has its time and its place, and not yet its fields. */
interface DeferredEvent extends Pick<LogEvent, "level" | "event" | "message" | "seq"> {
  epochMs: number;
  fields: () => LogFields;
}

/** The time is no time, so the event has no place in the log. */
class InvalidTime extends Error {}

/** ISO time of a moment; that of now where it is none. */
function timestampOf(epochMs: number): string {
  return (isTime(epochMs) ? new Date(epochMs) : new Date()).toISOString();
}

/** Whether a clock's answer, of whatever type, is a moment that a Date can hold. */
function isTime(epochMs: unknown): boolean {
  return typeof epochMs === "number" && Math.abs(epochMs) <= maxEpochMs;
}

function authFields({ success, endpoint, durationMs, details }: AuthOutcome): LogFields {
  return {
    service: "Auth",
    success,
    ...(endpoint !== undefined && { endpoint }),
    ...(durationMs !== undefined && { duration_ms: durationMs }),
    ...(details && { data: details }),
  };
}

/** Any value as text: types do not hold for callers in plain JavaScript. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : safely(() => String(value), "[unreadable]");
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)} [+${String(text.length - limit)} characters]`;
}

function safely<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    // A hostile clock or value: logging must not fail for it.
    return otherwise;
  }
}

/** The event with its keys in the order in which they are written; unknown and absent ones are left out. */
function inOrder(event: LogEvent): LogEvent {
  const ordered: Record<string, unknown> = {};
  for (const key of logEventKeys) if (event[key] !== undefined) ordered[key] = event[key];
  return ordered as unknown as LogEvent;
}
