import { randomUuid } from "../basics/uuid.ts";
import { personalTextFields } from "./attributes/personal-text.ts";
import { logEventKeys, logLevels, type LogEvent, type LogFields, type LogLevel, type LogSink } from "./log-event.ts";
import { redact } from "./redaction/redact.ts";
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
  /** Lower levels are not logged. Default `DEBUG`. */
  level?: LogLevel;
  /** Default: a fresh UUID. Its first 12 hex digits end every request id. */
  sessionId?: string;
  /** True: texts and transcripts are logged in full; false: length and hash. Default true. */
  content?: boolean;
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

/** So many deferred events are flushed at once. */
const maxDeferredEvents = 100;

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
  /** Events that the sink refused. */
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
  /** A personal text as fields, in full or as its hash, as the setting says. */
  personalText(name: string, text: string): Record<string, unknown>;
  /** `req_<unix seconds>_<4-digit counter>_<session>`: unique over tabs and restarts. */
  nextRequestId(): string;
  /** Milliseconds of the clock that never jumps. */
  monotonicMs(): number;
}

/** Makes a logger over a sink. One for each page load: the session id tells page loads apart. */
export function createLogger(options: LoggerOptions): Logger {
  const { clock = systemClock, deferMs = 0 } = options;
  const sessionId = options.sessionId ?? randomUuid();
  const requestSuffix = sessionId.replaceAll(/[^\da-zA-Z]/g, "").slice(0, 12);
  let lowest = logLevels.indexOf(options.level ?? "DEBUG");
  let inFull = options.content ?? true;
  let seq = 0;
  let requests = 0;
  let lost = 0;

  const deferred: DeferredEvent[] = [];
  let timed = false;

  function stamp(level: LogLevel, event: string, message: string, fields: () => LogFields): DeferredEvent {
    return { epochMs: clock.epochMs(), level, event, message, seq: ++seq, fields };
  }

  function write({ epochMs, level, event, message, seq: place, fields }: DeferredEvent): void {
    try {
      const timestamp = new Date(epochMs).toISOString();
      const [clean, sentence] = [redact(fields()), redact(message)];
      const given = typeof clean === "object" ? (clean as LogFields) : {};
      const own = { timestamp, level, event, message: String(sentence), session_id: sessionId, seq: place };
      options.sink.append(inOrder({ ...given, ...own }));
    } catch {
      // A failed log must not fail the call that it is about; the hole in `seq` shows the loss.
      lost++;
    }
  }

  function log(level: LogLevel, event: string, message: string, fields: LogFields = {}): void {
    flush();
    if (logLevels.indexOf(level) >= lowest) write(stamp(level, event, message, () => fields));
  }

  function logDeferred(level: LogLevel, event: string, message: string, fields: () => LogFields): void {
    if (logLevels.indexOf(level) < lowest) return;
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
      log(level, `system_${type}`, message, { service: "System", ...(data && { data }) });
    },
    logAuthEvent(type, message, { success, endpoint, durationMs, details }) {
      log(success ? "INFO" : "ERROR", `auth_${type}`, message, {
        service: "Auth",
        success,
        ...(endpoint !== undefined && { endpoint }),
        ...(durationMs !== undefined && { duration_ms: durationMs }),
        ...(details && { data: details }),
      });
    },
    setLevel(level) {
      lowest = logLevels.indexOf(level);
    },
    setLogContent(value) {
      flush();
      inFull = value;
    },
    personalText: (name, text) => personalTextFields(name, text, inFull),
    nextRequestId() {
      const counter = String(requests++ % 10_000).padStart(4, "0");
      return `req_${String(Math.floor(clock.epochMs() / 1000))}_${counter}_${requestSuffix}`;
    },
    monotonicMs: () => clock.monotonicMs(),
  };
}

/** An event that has its time and its place, and not yet its fields. */
interface DeferredEvent extends Pick<LogEvent, "level" | "event" | "message" | "seq"> {
  epochMs: number;
  fields: () => LogFields;
}

/** The event with its keys in the order in which they are written; unknown and absent ones are left out. */
function inOrder(event: LogEvent): LogEvent {
  const ordered: Record<string, unknown> = {};
  for (const key of logEventKeys) if (event[key] !== undefined) ordered[key] = event[key];
  return ordered as unknown as LogEvent;
}
