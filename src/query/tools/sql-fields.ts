import { maxErrorGroup } from "../match/computed-fields.ts";
import { maxPattern, patternPath } from "../messages/message-pattern.ts";
import { maxMessage, replacements } from "../messages/normalise-message.ts";
import { keysOfPath } from "../match/query-scope.ts";

/** A text in SQL. */
export const sqlText = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The text of a key of a line; NULL where it has none. */
export function sqlEvent(key: string): string {
  return `CASE WHEN json_type(json, '$.${key}') = 'VARCHAR' THEN json ->> '$.${key}' END`;
}

/** The value of a field of a line as JSON: NULL where it is absent or an object. */
export function sqlJson(path: string): string {
  if (path === "outcome") return `to_json(${outcome})`;
  if (path === "error_group") return `to_json(${errorGroup()})`;
  if (path === patternPath) return `to_json(left(${normalised(sqlEvent("message"))}, ${String(maxPattern)}))`;
  const values = keysOfPath(path).map((keys) => {
    const value = `json_extract(json, ${sqlText(jsonPath(keys))})`;
    return `CASE WHEN json_type(${value}) <> 'OBJECT' THEN ${value} END`;
  });
  return values.length === 1 ? values[0]! : `coalesce(${values.join(", ")})`;
}

/** As a JSON pointer; a number would be an index there, so it stands as a path, where an empty key and `*` are not keys. */
function jsonPath(keys: string[]): string {
  if (!keys.some((key) => /^\d+$/.test(key))) {
    return keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  }
  return `$${keys.map((key) => `."${key.replaceAll(/["\\]/g, "\\$&")}"`).join("")}`;
}

/** What a line says: runs of escapes are read as JSON, all else stands for itself. */
export const sqlSaid = String.raw`array_to_string(list_transform(
      regexp_extract_all(json::VARCHAR, '(?:\\(?:u[0-9a-fA-F]{4}|[^u]))+|[^\\]+'),
      lambda part: CASE WHEN part[1] = '\' THEN json_extract_string(('"' || part || '"')::JSON, '$') ELSE part END), '')`;

const isError = `${sqlEvent("level")} IN ('ERROR', 'CRITICAL')`;

const outcome = `CASE ${sqlEvent("event")}
      WHEN 'request_success' THEN 'ok'
      WHEN 'request_error' THEN 'error'
      WHEN 'request_cancelled' THEN 'cancelled'
      WHEN 'imported_line' THEN CASE WHEN ${isError} THEN 'error' END END`;

function normalised(message: string): string {
  return replacements.reduce(
    (text, { pattern, keepsBefore, keepsName, by }) => {
      const replacement = `${keepsBefore ? "\\1" : ""}${keepsName ? "\\2" : ""}${by}`;
      return `regexp_replace(${text}, ${sqlText(pattern)}, ${sqlText(replacement)}, 'g')`;
    },
    `left(${message}, ${String(maxMessage)})`,
  );
}

function errorGroup(): string {
  const message = normalised(`coalesce(${sqlEvent("error.error_message")}, ${sqlEvent("message")})`);
  const parts = ["service", "operation", "error.error_type"].map((key) => `nullif(${sqlEvent(key)}, '')`);
  const group = `left(concat_ws(' / ', ${parts.join(", ")}, nullif(${message}, '')), ${String(maxErrorGroup)})`;
  return `CASE WHEN json_type(json, '$.error') = 'OBJECT' OR ${isError} THEN nullif(${group}, '') END`;
}
