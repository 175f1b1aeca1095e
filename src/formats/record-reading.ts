import type { LogEvent, LogLevel } from "../logging/log-event.ts";

/** Who wrote a record: a logger, a gateway, a container, or a layout of text. */
export type LogKind =
  | "console" // this program: tts_structured.jsonl and its text files
  | "prototype" // the Python prototype: its JSON lines, bare sentences and text files
  | "pino"
  | "bunyan"
  | "winston"
  | "zap"
  | "slog"
  | "logrus"
  | "loguru"
  | "structlog"
  | "python-json"
  | "python-text"
  | "logback"
  | "log4j"
  | "ecs"
  | "gcp"
  | "clef"
  | "gelf"
  | "journald"
  | "docker" // json-file; lines of Compose and kubectl
  | "cri" // containerd's files
  | "loki"
  | "cloudwatch"
  | "otel"
  | "envoy"
  | "syslog"
  | "clf"
  | "klog"
  | "logfmt"
  | "json" // an object of no known logger
  | "text"; // a line in no known layout

/** Fields under our names that no LogEvent has; the rest of a record stands in its original only. */
export type RecordData = Partial<
  Record<"logger" | "host" | "trace_id" | "span_id" | "thread" | "caller" | "stack" | "stream", string>
>;

/** What a record says, in our terms. */
export interface RecordReading {
  kind: LogKind;
  /** The kind found inside a container or inside the message of a text line. */
  within?: LogKind;
  /** In milliseconds since the epoch, with fractions; absent without a time, and for zero and far times. */
  timeMs?: number;
  /** The time as the record writes it. */
  timeText?: string;
  /** `assumed` when the record has no zone and that of the choice was used. */
  zone: "stated" | "assumed" | "none";
  level?: LogLevel;
  /** The level as the record writes it. */
  levelText?: string;
  message?: string;
  /** Other fields of an event, each of the type that LogEvent says; what has another type is left out. */
  fields: Partial<LogEvent>;
  data?: Readonly<RecordData>;
  /** Paths of the fields that became time, level and message. */
  used: { time?: string; level?: string; message?: string };
  /** This record repeats an event of the records above in a human sentence: one event in counts. */
  isRepeated?: boolean;
  /** Why nothing, or only a part, was understood. */
  problem?: string;
}

/** What a person may choose for a file. */
export interface ReadingChoice {
  /** Kind that is tried first. `text` takes every line as its message. */
  kind?: LogKind;
  /** Zone of times that state none: this machine's, UTC, an IANA name or `±hh:mm`. Default: `local`. */
  zone?: string;
  /** Path of the field with the time, dotted; likewise level and message. */
  time?: string;
  level?: string;
  message?: string;
}
