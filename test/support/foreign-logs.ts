import type { LogLevel } from "../../src/logging/log-event.ts";
import type { LogKind } from "../../src/formats/record-reading.ts";
import { seededRandom } from "../../src/basics/seeded-random.ts";

/** What another program logged. */
export interface ForeignEvent {
  /** Whole milliseconds since the epoch. */
  timeMs: number;
  level: LogLevel;
  message: string;
}

/** A logger: its kind, how it writes an event, and what its form cannot hold. */
export interface ForeignLogger {
  name: string;
  kind: LogKind;
  write(event: ForeignEvent): string;
  /** Smallest unit of its times, in milliseconds. Default: 1. */
  precisionMs?: number;
  /** Levels that it does not tell apart, by what is read. */
  reads?: Partial<Record<LogLevel, LogLevel>>;
}

const json = JSON.stringify;
const iso = ({ timeMs }: ForeignEvent) => new Date(timeMs).toISOString();
const blank = (event: ForeignEvent) => iso(event).slice(0, 23).replace("T", " ");
const comma = (event: ForeignEvent) => blank(event).replace(".", ",");
const moscow = ({ timeMs }: ForeignEvent) => new Date(timeMs + 3 * 3_600_000).toISOString().replace("Z", "+03:00");
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function byLevel<Value>(debug: Value, info: Value, warning: Value, error: Value, critical: Value) {
  const values: Record<LogLevel, Value> = {
    DEBUG: debug,
    INFO: info,
    WARNING: warning,
    ERROR: error,
    CRITICAL: critical,
  };
  return ({ level }: ForeignEvent) => values[level];
}

const pinoLevel = byLevel(20, 30, 40, 50, 60);
const goLevel = byLevel("debug", "info", "warn", "error", "fatal");
const javaLevel = byLevel("DEBUG", "INFO", "WARN", "ERROR", "FATAL");
const syslogLevel = byLevel(7, 6, 4, 3, 2);
const otelLevel = byLevel(5, 9, 13, 17, 21);

function syslogTime(event: ForeignEvent): string {
  const time = new Date(event.timeMs);
  const day = String(time.getUTCDate()).padStart(2, " ");
  return `${months[time.getUTCMonth()]!} ${day} ${iso(event).slice(11, 19)}`;
}

/** Every kind of logger that is read, each as its documentation shows it; times without a zone are UTC. */
export const foreignLoggers: ForeignLogger[] = [
  {
    name: "pino",
    kind: "pino",
    write: (event) => json({ level: pinoLevel(event), time: event.timeMs, pid: 7, hostname: "h1", msg: event.message }),
  },
  {
    name: "bunyan",
    kind: "bunyan",
    write: (event) =>
      json({
        name: "app",
        hostname: "h1",
        pid: 7,
        level: pinoLevel(event),
        msg: event.message,
        time: iso(event),
        v: 0,
      }),
  },
  {
    name: "winston",
    kind: "winston",
    write: (event) => json({ level: goLevel(event), message: event.message, timestamp: iso(event) }),
  },
  {
    name: "zap",
    kind: "zap",
    write: (event) =>
      json({ level: goLevel(event), ts: event.timeMs / 1000, caller: "a/b.go:12", msg: event.message, n: 1 }),
  },
  {
    name: "slog",
    kind: "slog",
    write: (event) =>
      json({ time: moscow(event).replace("+", "456789+"), level: javaLevel(event), msg: event.message, n: 1 }),
  },
  {
    name: "logrus",
    kind: "logrus",
    write: (event) => json({ level: goLevel(event), msg: event.message, time: moscow(event) }),
  },
  {
    name: "logrus text",
    kind: "logrus",
    write: (event) => `time="${iso(event)}" level=${goLevel(event)} msg=${json(event.message)} voice=x`,
  },
  {
    name: "loguru serialize",
    kind: "loguru",
    write: (event) =>
      json({
        text: `${blank(event)} | ${event.message}\n`,
        record: {
          level: { icon: "x", name: event.level, no: 40 },
          message: event.message,
          time: { repr: moscow(event).replace("T", " "), timestamp: event.timeMs / 1000 },
        },
      }),
  },
  {
    name: "loguru text",
    kind: "loguru",
    write: (event) => `${blank(event)} | ${event.level.padEnd(8)} | app.speech:main:7 - ${event.message}`,
  },
  {
    name: "structlog",
    kind: "structlog",
    write: (event) =>
      json({ event: event.message, level: event.level.toLowerCase(), logger: "app", timestamp: iso(event) }),
  },
  {
    name: "python-json-logger",
    kind: "python-json",
    write: (event) => json({ asctime: comma(event), levelname: event.level, name: "app", message: event.message }),
  },
  {
    name: "Python logging",
    kind: "python-text",
    write: (event) => `${comma(event)} - app.speech - ${event.level} - ${event.message}`,
  },
  {
    name: "Logback JSON",
    kind: "logback",
    write: (event) =>
      json({
        "@timestamp": moscow(event),
        "@version": "1",
        message: event.message,
        logger_name: "a.B",
        level: javaLevel(event),
        level_value: 20_000,
      }),
  },
  {
    name: "Logback text",
    kind: "logback",
    write: (event) => `${blank(event)} [main] ${javaLevel(event).padEnd(5)} a.b.C - ${event.message}`,
  },
  {
    name: "Log4j JSON",
    kind: "log4j",
    write: (event) =>
      json({
        instant: { epochSecond: Math.floor(event.timeMs / 1000), nanoOfSecond: (event.timeMs % 1000) * 1e6 },
        thread: "main",
        level: javaLevel(event),
        loggerName: "a.B",
        message: event.message,
      }),
  },
  {
    name: "ECS flat",
    kind: "ecs",
    write: (event) =>
      json({ "@timestamp": iso(event), "log.level": goLevel(event), message: event.message, "ecs.version": "8.11" }),
  },
  {
    name: "ECS nested",
    kind: "ecs",
    write: (event) =>
      json({
        "@timestamp": iso(event),
        log: { level: goLevel(event), logger: "a" },
        message: event.message,
        ecs: { version: "8.11" },
      }),
  },
  {
    name: "Google Cloud",
    kind: "gcp",
    write: (event) =>
      json({
        severity: event.level,
        message: event.message,
        timestamp: { seconds: Math.floor(event.timeMs / 1000), nanos: (event.timeMs % 1000) * 1e6 },
      }),
  },
  {
    name: "CLEF",
    kind: "clef",
    write(event) {
      const level = byLevel("Debug", undefined, "Warning", "Error", "Fatal")(event);
      return json({
        "@t": iso(event).replace("Z", "4567Z"),
        "@m": event.message,
        ...(level !== undefined && { "@l": level }),
      });
    },
  },
  {
    name: "GELF",
    kind: "gelf",
    write: (event) =>
      json({
        version: "1.1",
        host: "h1",
        short_message: event.message,
        timestamp: event.timeMs / 1000,
        level: syslogLevel(event),
      }),
  },
  {
    name: "journald",
    kind: "journald",
    write: (event) =>
      json({
        __REALTIME_TIMESTAMP: `${String(event.timeMs)}456`,
        PRIORITY: String(syslogLevel(event)),
        MESSAGE: [...new TextEncoder().encode(event.message)],
        _HOSTNAME: "h1",
      }),
  },
  {
    name: "Docker",
    kind: "docker",
    write: (event) =>
      json({ log: `${comma(event)} - app - ${event.level} - ${event.message}\n`, stream: "stderr", time: iso(event) }),
  },
  {
    name: "containerd",
    kind: "cri",
    write: (event) =>
      `${iso(event).replace("Z", "456789Z")} stdout F ${json({ level: goLevel(event), ts: event.timeMs / 1000, msg: event.message })}`,
  },
  {
    name: "logcli",
    kind: "loki",
    write: (event) =>
      json({
        labels: { app: "tts" },
        line: `level=${goLevel(event)} msg=${json(event.message)}`,
        timestamp: iso(event).replace("Z", "456789Z"),
      }),
  },
  {
    name: "Grafana",
    kind: "loki",
    write: (event) =>
      json([
        {
          line: event.message,
          timestamp: `${String(event.timeMs)}000000`,
          date: iso(event),
          fields: { level: goLevel(event) },
        },
      ]),
  },
  {
    name: "CloudWatch",
    kind: "cloudwatch",
    write(event) {
      const message = json({ level: goLevel(event), msg: event.message });
      return json({
        events: [{ logStreamName: "s", timestamp: event.timeMs, message, ingestionTime: event.timeMs + 5 }],
      });
    },
  },
  {
    name: "OpenTelemetry Collector",
    kind: "otel",
    write(event) {
      const logRecord = {
        timeUnixNano: `${String(event.timeMs)}000000`,
        severityNumber: otelLevel(event),
        body: { stringValue: event.message },
      };
      return json({ resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords: [logRecord] }] }] });
    },
  },
  {
    name: "Envoy",
    kind: "envoy",
    write: (event) => {
      const level = byLevel("debug", "info", "warning", "error", "critical")(event);
      return `[${blank(event)}][12][${level}][connection] [source/common/a.cc:1] ${event.message}`;
    },
  },
  {
    name: "syslog, RFC 3164",
    kind: "syslog",
    precisionMs: 1000,
    write: (event) => `<${String(8 + syslogLevel(event))}>${syslogTime(event)} host app[7]: ${event.message}`,
  },
  {
    name: "syslog, RFC 5424",
    kind: "syslog",
    write: (event) => `<${String(8 + syslogLevel(event))}>1 ${moscow(event)} host app 7 ID1 - ${event.message}`,
  },
  {
    name: "klog",
    kind: "klog",
    reads: { DEBUG: "INFO" },
    write: (event) =>
      `${byLevel("I", "I", "W", "E", "F")(event)}${iso(event).slice(5, 10).replace("-", "")} ${iso(event).slice(11, 23)}456      12 file.go:12] ${event.message}`,
  },
  {
    name: "the prototype",
    kind: "prototype",
    write: (event) =>
      json({
        timestamp: iso(event).slice(0, 23),
        level: event.level,
        logger: "tts_utility",
        function: "f",
        line: 3,
      }).replace(
        /}$/,
        `, "message": ${json({ event: "system_x", timestamp: `${iso(event).slice(0, 23)}000`, message: event.message })}}`,
      ),
  },
  {
    name: "the prototype's text",
    kind: "prototype",
    precisionMs: 1000,
    write: (event) => `${blank(event).slice(0, 19)} | ${event.level.padEnd(8)} | tts_utility | f:3 | ${event.message}`,
  },
];

const words = [
  ...[
    "synthesis",
    "failed",
    "Синтез",
    "завершён",
    'голос "борисова"',
    "C:\\logs\\tts",
    "a=b",
    "error",
    "INFO",
    "100 %",
  ],
  ...["{x}", "[y]", "a | b", "x - y", "key: value", "🎙", "\u2028", "12:30", "2026-01-05", "<tag>", "'quoted'", "—"],
];

/** Generates events of another program; the same seed gives the same ones. */
export function generateForeignEvents(count: number, seed = 1, startMs = Date.UTC(2026, 0, 5, 9)): ForeignEvent[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let timeMs = startMs;
  return Array.from({ length: count }, (_, at) => {
    timeMs += Math.floor(random() * 3_000);
    const rest = Array.from({ length: Math.floor(random() * 5) }, () => pick(words));
    const level = pick(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] as const);
    return { timeMs, level, message: [`call ${String(at)}`, ...rest].join(" ") };
  });
}
