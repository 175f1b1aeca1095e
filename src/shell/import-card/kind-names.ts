import type { ImportedFile } from "../../store/log-store.ts";

/** Who wrote a record. */
export type LogKind = NonNullable<ImportedFile["kind"]>;

/** Names of kinds, the same in every language; the others have words of their own. */
const names = {
  pino: "pino",
  bunyan: "Bunyan",
  winston: "winston",
  zap: "zap",
  slog: "slog",
  logrus: "Logrus",
  loguru: "Loguru",
  structlog: "structlog",
  "python-json": "python-json-logger",
  "python-text": "Python logging",
  logback: "Logback",
  log4j: "Log4j",
  ecs: "ECS",
  gcp: "Google Cloud",
  clef: "CLEF (Serilog)",
  gelf: "GELF",
  journald: "journald",
  docker: "Docker",
  cri: "containerd (CRI)",
  loki: "Loki",
  cloudwatch: "CloudWatch",
  otel: "OpenTelemetry",
  envoy: "Envoy",
  syslog: "syslog",
  clf: "Common Log Format",
  klog: "klog",
  logfmt: "logfmt",
} satisfies Partial<Record<LogKind, string>>;

/** Kinds in the words of one language. */
export type KindWords = Record<Exclude<LogKind, keyof typeof names>, string>;

/** The name of every kind, those of this program first and what is of no known logger last. */
export function kindNames({ json, text, ...own }: KindWords): Record<LogKind, string> {
  return { ...own, ...names, json, text };
}
