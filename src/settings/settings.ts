import * as v from "valibot";

/** Severities that may be the lowest one logged. */
const logLevels = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] as const;

/** Periods that the services can be checked in, in seconds; 0 is never. */
export const healthPeriodsSeconds = [0, 30, 60, 300, 900] as const;

/** A megabyte of the log files, in bytes, as the platform's own logs count it. */
export const megabyteBytes = 1024 * 1024;
/** What the size of a file and the number of its backups may be. */
export const logFileBounds = { maxMegabytes: [1, 100], backups: [0, 20] } as const;

/** A megabyte of the archive, in bytes, as sizes are shown. */
export const archiveMegabyteBytes = 1_000_000;
/** What the size of the archive may be, in megabytes. */
export const archiveBounds = [10, 10_000] as const;

function whole([least, most]: readonly [number, number]) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
}

/** Generations of the platform's archive. */
export const archiveVersions = [1, 2, 3] as const;

/** How much of one log file is kept. */
function logFile(name: keyof ReturnType<typeof defaultLogFiles>) {
  const schema = v.object({
    maxMegabytes: whole(logFileBounds.maxMegabytes),
    backups: whole(logFileBounds.backups),
  });
  return v.fallback(schema, () => defaultLogFiles()[name]);
}

const wordSchema = v.pipe(v.string(), v.maxLength(500), v.regex(/^[\x20-\x7e]*$/));
/** A short text that goes into a header or an address. */
const word = v.fallback(wordSchema, "");

/** Whether a text can be kept as one that goes into a header or an address. */
export function isStorableWord(text: string): boolean {
  return v.is(wordSchema, text);
}

/**
 * How calls are signed in, without anything secret: tokens and the client's secret live in the page's memory only.
 */
const accessSchema = v.object({
  /** `gateway`: the gateway adds its token. `token`: the page adds one. `none`: nobody does. */
  mode: v.fallback(v.picklist(["gateway", "token", "none"]), "gateway"),
  /** Where the page's token comes from: a person, or the token server. */
  tokenFrom: v.fallback(v.picklist(["paste", "fetch"]), "paste"),
  /** Root of the token server; empty: not known. */
  ssoUrl: v.fallback(
    v.pipe(
      v.string(),
      v.check((text) => endpointProblem(text) === undefined),
    ),
    "",
  ),
  realm: word,
  clientId: word,
  /** Sent with the page's token only: `x-ai-account`, `x-ai-workspace`. */
  account: word,
  workspace: word,
  /** `external_trace_id` of every call; the platform's archive finds calls by it. */
  traceId: word,
  /** More metadata of every call. */
  metadata: v.fallback(v.record(v.pipe(v.string(), v.regex(/^[a-z0-9_.-]+$/)), v.string()), {}),
  /** Longest time of a call that is not live, in seconds; null: what the gateway's configuration says, else the call's own. */
  timeoutSeconds: v.fallback(v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(86_400))), null),
});

/**
 * What a person may change. Every field falls back to its default by itself, so one that is broken, or written by another
 * version, takes nothing with it.
 */
const settingsSchema = v.object({
  /** Base URL of the platform, without a slash at the end; empty: the origin that the page came from. */
  endpoint: v.fallback(
    v.pipe(
      v.string(),
      v.check((text) => endpointProblem(text) === undefined),
    ),
    "",
  ),
  access: v.fallback(accessSchema, defaultAccess),
  /** Lower levels are not logged. */
  logLevel: v.fallback(v.picklist(logLevels), "DEBUG"),
  /** Texts and transcripts are logged in full; else their length and a hash. */
  logContent: v.fallback(v.boolean(), true),
  /** The documented sizes: 10 MB + 5 backups, 5 MB + 3, 20 MB + 3. */
  logFiles: v.fallback(
    v.object({
      "tts_utility.log": logFile("tts_utility.log"),
      "tts_errors.log": logFile("tts_errors.log"),
      "tts_structured.jsonl": logFile("tts_structured.jsonl"),
    }),
    defaultLogFiles,
  ),
  /** The log waits for the disk at every write: safe against a loss of power, and slower. */
  logStrictly: v.fallback(v.boolean(), false),
  /** Sounds that the other pages make or open are kept in the archive of this browser. */
  archiveRecordings: v.fallback(v.boolean(), false),
  /** Largest size of all sounds in that archive, in units of `archiveMegabyteBytes`. */
  archiveMegabytes: v.fallback(whole(archiveBounds), 500),
  /** How often the page Health checks the services by itself, in seconds; 0: only when asked. */
  healthEverySeconds: v.fallback(v.picklist(healthPeriodsSeconds), 0),
  /** It does so also while another page or tab is in view. */
  healthInBackground: v.fallback(v.boolean(), false),
  /** Where the platform's archive is, its generation, and whose calls are read; empty texts: as far as the server knows. */
  platformArchive: v.fallback(
    v.object({
      baseUrl: v.pipe(
        v.string(),
        v.check((text) => endpointProblem(text) === undefined),
      ),
      version: v.picklist(archiveVersions),
      clientId: v.string(),
    }),
    () => defaultPlatformArchive,
  ),
  language: v.fallback(v.picklist(["system", "en", "ru"]), "system"),
  theme: v.fallback(v.picklist(["system", "light", "dark"]), "system"),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
export type AccessSettings = v.InferOutput<typeof accessSchema>;

/** The settings in anything that was stored: what is right is taken, the rest are defaults. */
export function settingsFrom(stored: unknown): Settings {
  const isRecord = typeof stored === "object" && stored !== null;
  return v.parse(settingsSchema, { ...defaultSettings, ...(isRecord ? stored : {}) });
}

const defaultPlatformArchive = { baseUrl: "", version: 3 as const, clientId: "" };

export const defaultSettings: Settings = {
  endpoint: "",
  access: defaultAccess(),
  logLevel: "DEBUG",
  logContent: true,
  logFiles: defaultLogFiles(),
  logStrictly: false,
  archiveRecordings: false,
  archiveMegabytes: 500,
  platformArchive: defaultPlatformArchive,
  healthEverySeconds: 0,
  healthInBackground: false,
  language: "system",
  theme: "system",
};

function defaultAccess(): AccessSettings {
  return v.parse(accessSchema, {});
}

function defaultLogFiles() {
  return {
    "tts_utility.log": { maxMegabytes: 10, backups: 5 },
    "tts_errors.log": { maxMegabytes: 5, backups: 3 },
    "tts_structured.jsonl": { maxMegabytes: 20, backups: 3 },
  };
}

/** Why a text cannot be the endpoint. */
export type EndpointProblem = "not-a-url" | "not-http" | "has-credentials" | "has-query";

/** What is wrong with an endpoint; undefined when it can be used. Empty is right: it means the page's own origin. */
export function endpointProblem(text: string): EndpointProblem | undefined {
  if (text.trim() === "") return undefined;
  const url = URL.parse(text.trim());
  if (url === null) return "not-a-url";
  if (url.protocol !== "http:" && url.protocol !== "https:") return "not-http";
  if (url.username !== "" || url.password !== "") return "has-credentials";
  if (url.search !== "" || url.hash !== "") return "has-query";
  return undefined;
}

/** The endpoint as it is kept: without spaces around it and slashes at its end. */
export function tidyEndpoint(text: string): string {
  return text.trim().replace(/\/+$/, "");
}
