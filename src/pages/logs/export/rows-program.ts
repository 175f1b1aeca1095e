import type { QueryScope } from "../../../query/match/query-scope.ts";
import { toDuckDb } from "../../../query/tools/to-duckdb.ts";
import type { Difference, Missing } from "../../../query/tools/line-query.ts";
import { toElasticsearch } from "../../../query/tools/to-elasticsearch.ts";
import { toJq } from "../../../query/tools/to-jq.ts";
import { toLogQl } from "../../../query/tools/to-logql.ts";

/** A tool that counts the same rows as the page. */
export type ProgramTool = "jq" | "duckdb";

/** A log store that may hold the same lines. */
export type LogStoreTool = "loki" | "elasticsearch";

/** A program, how it is run, and in what it differs from the page; or why there is none. */
export type RowsProgram = { program: string; command?: string; differs: Difference[] } | { missing: Missing };

const structured = "tts_structured.jsonl";

/** Whether a tool is a log store, which holds the lines itself. */
export function isLogStore(tool: ProgramTool | LogStoreTool): tool is LogStoreTool {
  return tool === "loki" || tool === "elasticsearch";
}

/** The rows of a scope in the language of a tool. @param files of the log, oldest first */
export function programFor(scope: QueryScope, tool: ProgramTool | LogStoreTool, files: readonly string[]): RowsProgram {
  if (!isLogStore(tool)) return { ...rowsProgram(scope, tool, files), differs: [] };
  const query = tool === "loki" ? toLogQl(scope) : toElasticsearch(scope);
  return "missing" in query ? query : { program: query.text, differs: query.differs };
}

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
