import type { Settings } from "../../settings/settings.ts";

/** The settings that a bundle names: all but rules of redaction, which say what they hide. The settings hold no secrets. */
export function sharedSettings(settings: Settings): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== "redactionRules"));
}
