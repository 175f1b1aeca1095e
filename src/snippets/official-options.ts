import type { LoggedFields } from "./logged-fields.ts";
import type { SnippetLimit } from "./snippet.ts";

/** Options of a command, and what it cannot do as the call did. */
export interface ClientOptions {
  /** Each with its value; true: a flag. */
  options: Record<string, string | number | boolean | undefined>;
  limits: SnippetLimit[];
}

/** The client sends one language only. */
export function languageLimit(language: unknown): SnippetLimit[] {
  return language === "ru" ? [] : ["language"];
}

/** A text of the request; undefined where it has none. */
export function textIn(fields: LoggedFields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" ? value : undefined;
}

/** A number of the request; undefined where it has none. */
export function numberIn(fields: LoggedFields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === "number" ? value : undefined;
}
