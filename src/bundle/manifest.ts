import * as v from "valibot";

/** Paths of the parts inside of a bundle. Sounds are `audio/<sha256>.wav`. */
export const partPaths = {
  manifest: "manifest.json",
  log: "log.jsonl",
  groups: "groups.json",
  answer: "answer.json",
} as const;

/** The version of the format that is written. A reader refuses a higher one, and ignores fields that it does not know. */
export const bundleVersion = 1;

/** What a person decides about: whether it leaves as it is (true) or covered (false). */
export const switchNames = ["texts", "transcripts", "audio", "endpoints", "ids"] as const;
export type SwitchName = (typeof switchNames)[number];
export type Switches = Record<SwitchName, boolean>;

/** What a pseudonym stands for; it is the beginning of the pseudonym: `session_3f2a91c04b`. */
// prettier-ignore
export const pseudonymKinds = [
  "text", "transcript", "audio", "session", "request", "client", "account", "voice", "host", "file", "id",
] as const;
export type PseudonymKind = (typeof pseudonymKinds)[number];

/** Most characters of a text of the manifest. */
export const maxTextCharacters = 10_000;
/**
 * Most characters of a view, in the manifest and in an answer. A URL writes up to nine for one: a key of an error group of
 * `maxTextCharacters` fits, and the longest query of the explorer, with pseudonyms in it.
 */
export const maxViewCharacters = 100_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(maxTextCharacters));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const timeMs = v.pipe(v.number(), v.finite());
const record = v.record(v.string(), v.unknown());

/** A part of a bundle, so that it can be seen whether it is whole. */
const partSchema = v.object({
  /** Path inside of the zip, with `/`. */
  path: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Unpacked. */
  sizeBytes: count,
  /** Of the unpacked bytes, in lower-case hexadecimal. */
  sha256,
  /** Of a text: its lines. */
  lines: v.optional(count),
  /** Of a sound: the request ids of its calls, covered like the log. */
  calls: v.optional(v.array(text)),
});

/** What was chosen: a range of time, an error group in it, or one call. */
const scopeSchema = v.object({
  kind: v.picklist(["range", "group", "call"]),
  /** Of an error group, covered like the log. */
  key: v.optional(text),
  /** Of a call, covered like the log. */
  requestId: v.optional(text),
  /** Time of the first and the last line, in milliseconds since the epoch; absent where there is none. */
  fromMs: v.optional(timeMs),
  toMs: v.optional(timeMs),
});

/** What the log says of one service in the last health check. */
const serviceSchema = v.object({ name: text, isHealthy: v.boolean(), responseTimeMs: v.number(), error: text });

/** The last health check in the log until the end of the range. */
const healthSchema = v.object({ atMs: timeMs, overall: text, endpoint: text, services: v.array(serviceSchema) });

const switchesSchema = v.object({
  texts: v.boolean(),
  transcripts: v.boolean(),
  audio: v.boolean(),
  endpoints: v.boolean(),
  ids: v.boolean(),
});

/** `manifest.json`, the first entry of a bundle. */
export const manifestSchema = v.object({
  format: v.literal("audiokit-bundle"),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** A UUID. */
  id: v.pipe(v.string(), v.uuid()),
  /** UTC, ISO 8601 with milliseconds. */
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  /** The program that made it. */
  console: v.object({ version: text }),
  /** The browser that it was made in; the log may be from another one. */
  browser: v.object({ userAgent: text, language: text, timeZone: text }),
  /** Settings without secrets, covered like the log. Absent in a bundle of an imported log: they say nothing about it. */
  settings: v.optional(record),
  scope: scopeSchema,
  /** Address of the page to open, without `log`: `/logs?q=…`. Covered like the log. */
  view: v.pipe(v.string(), v.maxLength(maxViewCharacters), v.startsWith("/")),
  /** The fingerprint of `log.jsonl` as an import takes it; absent in an insecure context. */
  log: v.object({
    fingerprint: v.optional(text),
    /** Of the log that it was taken from, where that was an imported one: its owner finds it again. */
    origin: v.optional(text),
    /** Of the live log: the newest hash of its chain, by which its files are known to be whole later. */
    chainHead: v.optional(sha256),
  }),
  counts: v.object({
    lines: count,
    calls: count,
    /** Calls that failed, and those that the console made by itself. */
    failed: count,
    own: count,
    sessions: count,
  }),
  /** Times in which events were lost, in milliseconds since the epoch, and how many. */
  gaps: v.array(v.object({ fromMs: timeMs, toMs: timeMs, count })),
  health: v.optional(healthSchema),
  /** What the last check of the connection found, with its time as `at`. */
  connection: v.optional(record),
  switches: switchesSchema,
  redaction: v.object({
    /** Redaction rules that were on, with how often each took something out: ready sets by name, others as `own_` and their place. */
    rules: v.record(v.string(), count),
    /** Different values that a pseudonym stands for, by kind. */
    pseudonyms: v.record(v.string(), count),
  }),
  /** All entries of the zip but the manifest. */
  parts: v.array(partSchema),
});

/** `manifest.json`, see `manifestSchema`. */
export type Manifest = v.InferOutput<typeof manifestSchema>;
/** A part of a bundle. */
export type BundlePart = v.InferOutput<typeof partSchema>;
/** What a bundle is about. */
export type BundleScope = Manifest["scope"];
/** The last health check before the end of a bundle. */
export type BundleHealth = v.InferOutput<typeof healthSchema>;
