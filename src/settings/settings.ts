import * as v from "valibot";

/** Severities that may be the lowest one logged. */
const logLevels = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] as const;

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
  /** Lower levels are not logged. */
  logLevel: v.fallback(v.picklist(logLevels), "DEBUG"),
  /** Texts and transcripts are logged in full; else their length and a hash. */
  logContent: v.fallback(v.boolean(), true),
  language: v.fallback(v.picklist(["system", "en", "ru"]), "system"),
  theme: v.fallback(v.picklist(["system", "light", "dark"]), "system"),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

/** The settings in anything that was stored: what is right is taken, the rest are defaults. */
export function settingsFrom(stored: unknown): Settings {
  const isRecord = typeof stored === "object" && stored !== null;
  return v.parse(settingsSchema, { ...defaultSettings, ...(isRecord ? stored : {}) });
}

export const defaultSettings: Settings = {
  endpoint: "",
  logLevel: "DEBUG",
  logContent: true,
  language: "system",
  theme: "system",
};

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
