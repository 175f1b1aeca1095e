import type { QueryScope } from "../../../query/query-scope.ts";
import { toDuckDb } from "../../../query/tools/to-duckdb.ts";
import { toJq } from "../../../query/tools/to-jq.ts";

/** A tool that counts the same rows as the page. */
export type ProgramTool = "jq" | "duckdb";

const structured = "tts_structured.jsonl";

/**
 * A program that counts the rows of a scope in the log as *Console JSONL*, and the command that runs it.
 *
 * @param files of the log, oldest first; default: the structured file without backups
 */
export function rowsProgram(
  scope: QueryScope,
  tool: ProgramTool,
  files: readonly string[],
): { program: string; command: string } {
  const all = files.length === 0 ? [structured] : files;
  if (tool === "jq") return { program: toJq(scope, "count"), command: `jq -cnR -f rows.jq ${all.join(" ")}` };
  return { program: toDuckDb(scope, "count", all), command: "duckdb < rows.sql" };
}
