import * as v from "valibot";
import {
  archiveBounds,
  callInputBounds,
  defaultArchiveMegabytes,
  defaultCallInputMegabytes,
  defaultLogFiles,
  logFileBounds,
} from "./storage-sizes.ts";

/** Log levels that can be set as the lowest one. */
const logLevels = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] as const;

/** Intervals between automatic health checks, in seconds; 0 is never. */
export const healthPeriodsSeconds = [0, 30, 60, 300, 900] as const;

function whole([least, most]: readonly [number, number]) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
}

/** API versions of the platform's archive. */
export const archiveVersions = [1, 2, 3] as const;

/** Rotation limits of one log file. */
function logFile(name: keyof typeof defaultLogFiles) {
  const schema = v.object({
    maxMegabytes: whole(logFileBounds.maxMegabytes),
    backups: whole(logFileBounds.backups),
  });
  return v.fallback(schema, defaultLogFiles[name]);
}

const headerTextSchema = v.pipe(v.string(), v.maxLength(500), v.regex(/^[\x20-\x7e]*$/));
/** Printable ASCII, at most 500 characters: it goes into a header or a URL. */
const headerText = v.fallback(headerTextSchema, "");

/** Whether a text can be stored as a header value: printable ASCII, at most 500 characters. */
export function isHeaderText(text: string): boolean {
  return v.is(headerTextSchema, text);
}

/**
 * How calls are authorized. Holds no secrets: tokens and the client secret are in the page's memory only.
 */
const accessSchema = v.object({
  /** Who adds the token to a call. `gateway`: the gateway. `token`: the page. `none`: no token. */
  mode: v.fallback(v.picklist(["gateway", "token", "none"]), "gateway"),
  /** Source of the page's token: pasted by the user, or fetched from the token server. */
  tokenFrom: v.fallback(v.picklist(["paste", "fetch"]), "paste"),
  /** Base URL of the token server; empty: not configured. */
  ssoUrl: v.fallback(
    v.pipe(
      v.string(),
      v.check((text) => endpointProblem(text) === undefined),
    ),
    "",
  ),
  realm: headerText,
  clientId: headerText,
  /** Sent with the page's token only: `x-ai-account`, `x-ai-workspace`. */
  account: headerText,
  workspace: headerText,
  /** `external_trace_id` of every call; the platform's archive finds calls by it. */
  traceId: headerText,
  /** Additional metadata of every call, by lower-case name. */
  metadata: v.fallback(v.record(v.pipe(v.string(), v.regex(/^[a-z0-9_.-]+$/)), v.string()), {}),
  /** Deadline of calls that are not live, in seconds. null: that of the gateway's configuration, else the default of the call. */
  timeoutSeconds: v.fallback(v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(86_400))), null),
});

/** Levels of the file that is shipped, which has no DEBUG. */
export const shippedLevels = ["INFO", "WARNING", "ERROR", "CRITICAL"] as const;
/** Services of the log that may be chosen. */
export const shippedServices = ["TTS", "ASR", "VoiceCloning", "Models", "AudioArchive", "Auth", "System"] as const;

/** Ready sets of redaction rules. */
const redactionSets = ["email", "phone", "card", "passport", "fields"] as const;

/** Most rules of one's own, and the longest texts of one, in characters. */
export const redactionBounds = { rules: 50, name: 80, find: 200, replacement: 80 };

/** A rule of one's own: what a regular expression of the log explorer, or the name of a field, takes out of the log. */
const ownRuleSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(redactionBounds.name)),
  by: v.picklist(["pattern", "field"]),
  find: v.pipe(v.string(), v.minLength(1), v.maxLength(redactionBounds.find)),
  replacement: v.pipe(v.string(), v.maxLength(redactionBounds.replacement)),
  isOn: v.boolean(),
});

const redactionSchema = v.object({
  /** Ready sets that are on. */
  sets: v.fallback(v.array(v.picklist(redactionSets)), []),
  own: v.fallback(v.pipe(v.array(ownRuleSchema), v.maxLength(redactionBounds.rules)), []),
});

const shippingSchema = v.object({
  /** Whether the log is shipped to a receiver of OpenTelemetry. */
  isOn: v.fallback(v.boolean(), false),
  /** Base URL of the receiver; empty: the page's own server passes it on. */
  endpoint: v.fallback(
    v.pipe(
      v.string(),
      v.check((text) => endpointProblem(text) === undefined),
    ),
    "",
  ),
  /** Names of headers that each request has; their values are in memory only. */
  headerNames: v.fallback(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/))), v.maxLength(10)), []),
  /** Lowest level, and the services; empty: all. */
  level: v.fallback(v.picklist(shippedLevels), "INFO"),
  services: v.fallback(v.array(v.picklist(shippedServices)), []),
  /** How many of the calls that succeed are shipped, in percent. */
  successPercent: v.fallback(whole([0, 100]), 100),
  /** Whether texts and transcripts go with it. */
  hasContent: v.fallback(v.boolean(), false),
  hasTraces: v.fallback(v.boolean(), true),
  hasMetrics: v.fallback(v.boolean(), true),
  /** Whether calls to other origins say to which trace they belong. */
  tracesOtherOrigins: v.fallback(v.boolean(), false),
  /** Where the console runs, such as `production`; empty: not said. */
  deployment: v.fallback(v.pipe(v.string(), v.maxLength(80)), ""),
  /** Events that are older when their turn comes are passed by, in hours. */
  maxAgeHours: v.fallback(whole([1, 720]), 72),
});

/**
 * The settings of the user. Each field falls back to its default by itself, so an invalid one, or one of another version, does
 * not affect the others. Field names are persisted.
 */
const settingsSchema = v.object({
  /** Base URL of the platform, without a trailing slash; empty: the origin of the page. */
  endpoint: v.fallback(
    v.pipe(
      v.string(),
      v.check((text) => endpointProblem(text) === undefined),
    ),
    "",
  ),
  access: v.fallback(accessSchema, () => v.parse(accessSchema, {})),
  /** Lowest level that is logged. */
  logLevel: v.fallback(v.picklist(logLevels), "DEBUG"),
  /** Whether texts and transcripts are logged in full; else only their length and a hash. */
  logContent: v.fallback(v.boolean(), true),
  /** What is taken out of every event before it is logged, and out of what is exported for others. */
  redactionRules: v.fallback(redactionSchema, () => v.parse(redactionSchema, {})),
  /** Rotation limits of the log files. */
  logFiles: v.fallback(
    v.object({
      "tts_utility.log": logFile("tts_utility.log"),
      "tts_errors.log": logFile("tts_errors.log"),
      "tts_structured.jsonl": logFile("tts_structured.jsonl"),
    }),
    defaultLogFiles,
  ),
  /** Whether every commit of the log waits for the disk: survives a power loss, but is slower. */
  logStrictly: v.fallback(v.boolean(), false),
  shipping: v.fallback(shippingSchema, () => v.parse(shippingSchema, {})),
  /** Whether the log is copied into a folder that was chosen in this browser. */
  copiesToFolder: v.fallback(v.boolean(), false),
  /** Whether audio that other pages make or open is saved in the local archive. */
  archiveRecordings: v.fallback(v.boolean(), false),
  /** Size limit of the local archive, in units of `archiveMegabyteBytes`. */
  archiveMegabytes: v.fallback(whole(archiveBounds), defaultArchiveMegabytes),
  /** Whether texts and sounds that calls send are stored, so that a call can be sent again. */
  keepInputs: v.fallback(v.boolean(), false),
  /** Size limit of these, in units of `archiveMegabyteBytes`. */
  callInputMegabytes: v.fallback(whole(callInputBounds), defaultCallInputMegabytes),
  /** Interval between automatic health checks, in seconds; 0: only on request. */
  healthEverySeconds: v.fallback(v.picklist(healthPeriodsSeconds), 0),
  /** Whether they also run while another page or tab is shown. */
  healthInBackground: v.fallback(v.boolean(), false),
  /** The platform's archive: base URL, API version, and client whose calls are read; empty texts: as configured on the server. */
  platformArchive: v.fallback(
    v.object({
      baseUrl: v.pipe(
        v.string(),
        v.check((text) => endpointProblem(text) === undefined),
      ),
      version: v.picklist(archiveVersions),
      clientId: v.string(),
    }),
    { baseUrl: "", version: 3, clientId: "" },
  ),
  language: v.fallback(v.picklist(["system", "en", "ru"]), "system"),
  /** Zone of the times on the screen: this machine's, UTC, or as a file writes them. */
  timeZone: v.fallback(v.picklist(["local", "utc", "file"]), "local"),
  /** Whether lists and counts of calls have those that the console made by itself: model lists, polling, probes, health checks. */
  hasOwnCalls: v.fallback(v.boolean(), false),
  theme: v.fallback(v.picklist(["system", "light", "dark"]), "system"),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
export type RedactionSettings = v.InferOutput<typeof redactionSchema>;
export type ShippingSettings = v.InferOutput<typeof shippingSchema>;
export type AccessSettings = v.InferOutput<typeof accessSchema>;

/** Parses stored settings: valid fields are taken, all others are defaults. Never throws. */
export function settingsFrom(stored: unknown): Settings {
  const isRecord = typeof stored === "object" && stored !== null;
  return v.parse(settingsSchema, isRecord ? { ...stored } : {});
}

/** The settings of a new user. */
export const defaultSettings: Settings = settingsFrom({});

/** Why a text is not a valid endpoint. */
export type EndpointProblem = "not-a-url" | "not-http" | "has-credentials" | "has-query";

/** Validates an endpoint; undefined when it is valid. An empty one is: it means the page's own origin. */
export function endpointProblem(text: string): EndpointProblem | undefined {
  if (text.trim() === "") return undefined;
  const url = URL.parse(text.trim());
  if (url === null) return "not-a-url";
  if (url.protocol !== "http:" && url.protocol !== "https:") return "not-http";
  if (url.username !== "" || url.password !== "") return "has-credentials";
  if (url.search !== "" || url.hash !== "") return "has-query";
  return undefined;
}

/** The endpoint as it is stored: without surrounding spaces and trailing slashes. */
export function tidyEndpoint(text: string): string {
  return text.trim().replace(/\/+$/, "");
}
