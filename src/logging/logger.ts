import { contentFields } from "./content.ts";
import { logEventKeys, logLevels, type LogEvent, type LogFields, type LogLevel, type LogSink } from "./log-event.ts";
import { redact } from "./redact.ts";

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
}

/** Outcome of something done about credentials. */
export interface AuthOutcome {
  success: boolean;
  endpoint?: string;
  /** Monotonic, in milliseconds. */
  durationMs?: number;
  /** Redacted like everything else. */
  details?: Record<string, unknown>;
}

/** Takes events, completes them, takes secrets out and hands them over. No method throws or waits. */
export interface Logger {
  readonly sessionId: string;
  /** Events that the sink refused. */
  readonly lost: number;
  /**
   * Logs one event. `message` is one English sentence; `fields` may hold anything: it is copied without secrets and
   * within bounds before this returns.
   */
  log(level: LogLevel, event: string, message: string, fields?: LogFields): void;
  /** Logs `system_<type>`. */
  logSystemEvent(type: string, message: string, data?: Record<string, unknown>, level?: LogLevel): void;
  /** Logs `auth_<type>`, at INFO or, when it failed, at ERROR. */
  logAuthEvent(type: string, message: string, outcome: AuthOutcome): void;
  setLevel(level: LogLevel): void;
  setLogContent(inFull: boolean): void;
  /** A personal text as fields, in full or as its hash, as the setting says. */
  content(name: string, text: string): Record<string, unknown>;
  /** `req_<unix seconds>_<4-digit counter>_<session>`: unique over tabs and restarts. */
  nextRequestId(): string;
  /** Milliseconds of the clock that never jumps. */
  monotonicMs(): number;
}

/** Makes a logger over a sink. One for each page load: the session id tells page loads apart. */
export function createLogger(options: LoggerOptions): Logger {
  const clock = options.clock ?? systemClock;
  const sessionId = options.sessionId ?? crypto.randomUUID();
  const requestSuffix = sessionId.replaceAll(/[^\da-zA-Z]/g, "").slice(0, 12);
  let lowest = logLevels.indexOf(options.level ?? "DEBUG");
  let inFull = options.content ?? true;
  let seq = 0;
  let requests = 0;
  let lost = 0;

  function log(level: LogLevel, event: string, message: string, fields: LogFields = {}): void {
    if (logLevels.indexOf(level) < lowest) return;
    seq++;
    try {
      const timestamp = new Date(clock.epochMs()).toISOString();
      const [clean, sentence] = [redact(fields), redact(message)];
      const given = typeof clean === "object" ? (clean as LogFields) : {};
      const own = { timestamp, level, event, message: String(sentence), session_id: sessionId, seq };
      options.sink.append(inOrder({ ...given, ...own }));
    } catch {
      // A failed log must not fail the call that it tells of; the hole in `seq` shows the loss.
      lost++;
    }
  }

  return {
    sessionId,
    get lost() {
      return lost;
    },
    log,
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
      inFull = value;
    },
    content: (name, text) => contentFields(name, text, inFull),
    nextRequestId() {
      const counter = String(requests++ % 10_000).padStart(4, "0");
      return `req_${String(Math.floor(clock.epochMs() / 1000))}_${counter}_${requestSuffix}`;
    },
    monotonicMs: () => clock.monotonicMs(),
  };
}

/** The event with its keys in the order in which they are written; unknown and absent ones are left out. */
function inOrder(event: LogEvent): LogEvent {
  const ordered: Record<string, unknown> = {};
  for (const key of logEventKeys) if (event[key] !== undefined) ordered[key] = event[key];
  return ordered as unknown as LogEvent;
}
