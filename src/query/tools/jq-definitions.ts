import { maxErrorGroup } from "../match/computed-fields.ts";
import { timeKeys } from "../match/fold-call.ts";
import { maxPattern } from "../messages/message-pattern.ts";
import { maxMessage, replacements } from "../messages/normalise-message.ts";

/** A text in a jq program. */
export const jqText = (text: string) => JSON.stringify(text);

/** A pattern in a jq program: `$` of Oniguruma also stands before a last line feed. */
export const jqPattern = (pattern: string) => jqText(pattern.replaceAll("(?:$)", String.raw`\z`));

/** The functions that a program may need, each after those that it uses itself. */
export const jqDefinitions = {
  /** The value of a key: none, or one. */
  get: `def get($key): select(type == "object" and has($key)) | .[$key];`,
  /** An object has no value, an array has the text of its JSON. */
  scalar: `def scalar: if type == "object" then empty elif type == "array" then tojson else . end;`,
  text: `def text: if type == "string" then . else tojson end;`,
  /** What a line says, with its escapes resolved. */
  said: String.raw`def said: if contains("\\") then gsub("(?<e>(?:\\\\(?:u[0-9a-fA-F]{4}|[^u]))+)"; "\"" + .e + "\"" | fromjson) else . end;`,
  is_end: `def is_end: .event | IN("request_success", "request_error", "request_cancelled");`,
  is_error: `def is_error: .level | IN("ERROR", "CRITICAL");`,
  outcome: `def outcome:
  if .event == "request_success" then "ok"
  elif .event == "request_error" or (.event == "imported_line" and is_error) then "error"
  elif .event == "request_cancelled" then "cancelled"
  else empty end;`,
  normalise: `def normalise: .[:${String(maxMessage)}]
${replacements
  .map(({ pattern, keepsBefore, keepsName, by }) => {
    const before = keepsBefore ? pattern.replace("(", "(?<b>") : pattern;
    const named = keepsName ? before.replace(/\((?!\?)/, "(?<n>") : before;
    return `  | gsub(${jqText(named)}; ${keepsBefore ? ".b + " : ""}${keepsName ? ".n + " : ""}${jqText(by)})`;
  })
  .join("\n")};`,
  error_group: `def error_group:
  (if .error | type == "object" then .error else null end) as $error
  | select($error != null or is_error)
  | [(.service, .operation, $error.error_type | strings), (first($error.error_message, .message | strings) | normalise)]
  | map(select(. != "")) | join(" / ")[:${String(maxErrorGroup)}] | select(. != "");`,
  message_pattern: `def message_pattern: .message | strings | normalise[:${String(maxPattern)}];`,
  /** When a row began, in milliseconds since the epoch: only one of its lines has a time. */
  time_ms: `def time_ms: first(.[].event.timestamp | strings) | try ((.[:19] + "Z" | fromdate) * 1000 + (.[20:23] | tonumber)) catch empty;`,
  /** The lines of a call, that whose fields win first: its end, then from the last to the first. Only the first has a time. */
  by_weight: `def by_weight: [.[0], (.[1:][] | del(${timeKeys.map((key) => `.event.${key}`).join(", ")}))] as $lines
  | ([range($lines | length) | select($lines[.].event | is_end)] | max) as $last
  | if $last == null then $lines | reverse else [$lines[$last]] + ($lines[:$last] + $lines[$last + 1:] | reverse) end;`,
} as const;

const uses: Partial<Record<keyof typeof jqDefinitions, (keyof typeof jqDefinitions)[]>> = {
  outcome: ["is_error"],
  error_group: ["is_error", "normalise"],
  message_pattern: ["normalise"],
  by_weight: ["is_end"],
};

/** The definitions of the functions that a program names, and of those that these use. */
export function definitionsFor(program: string): string[] {
  const names = Object.keys(jqDefinitions) as (keyof typeof jqDefinitions)[];
  const named = names.filter((name) => new RegExp(`\\b${name}\\b`).test(program));
  const needed = new Set(named.flatMap((name) => [name, ...(uses[name] ?? [])]));
  return names.filter((name) => needed.has(name)).map((name) => jqDefinitions[name]);
}
