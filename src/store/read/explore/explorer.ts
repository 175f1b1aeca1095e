import type { ExploreReader, ExploreScope, RowOrder } from "../../explore.ts";
import type { SnapshotTaker } from "../log-snapshot.ts";
import { answerOf } from "./answer.ts";
import { countValues } from "./field-values.ts";
import { createLineHits } from "./line-hits.ts";
import { createChunkReader, type BlockMaker, type LogChunks } from "./log-chunks.ts";
import { createLogTables, type LogTables } from "./log-tables.ts";
import { orderRows } from "./order-rows.ts";
import { pageStart, readRows } from "./page-rows.ts";

/** Most rows of a page. */
const maxPage = 500;

/** What the explorer can be given in tests. */
export interface ExplorerOptions {
  makeBlock?: BlockMaker;
}

/** Answers questions about the rows of a log. Keeps the tables of the log as it was at the last question. */
export function createExplorer(snapshots: SnapshotTaker, options: ExplorerOptions = {}): ExploreReader {
  const reader = createChunkReader(snapshots, options.makeBlock);
  const hits = createLineHits();
  let tables: LogTables | undefined;
  let ordered: { tables: LogTables; key: string; list: Int32Array } | undefined;

  async function current(signal: AbortSignal | undefined): Promise<LogTables> {
    signal?.throwIfAborted();
    const chunks = await reader.read(signal);
    if (tables === undefined || !isSame(tables.chunks, chunks)) tables = createLogTables(chunks, hits);
    return tables;
  }

  async function match(scope: ExploreScope, signal: AbortSignal | undefined) {
    const log = await current(signal);
    const view = log.view(scope.view);
    return { log, view, matched: await view.match(scope, signal) };
  }

  async function order(scope: ExploreScope, by: RowOrder, signal: AbortSignal | undefined) {
    const { log, view, matched } = await match(scope, signal);
    const key = JSON.stringify([scope, by]);
    if (ordered === undefined || ordered.tables !== log || ordered.key !== key) {
      ordered = { tables: log, key, list: await orderRows(view.table, view.lines, matched.failed, by) };
    }
    return { log, view, list: ordered.list };
  }

  return {
    async explore(request, signal) {
      const { log, view, matched } = await match(request, signal);
      const { chart, ...answer } = answerOf(view, request, matched, log.span ?? []);
      const { position } = log.chunks;
      const gaps = chart && (await log.gaps());
      return {
        position,
        ...answer,
        fields: log.fields(),
        ...(chart && gaps && { chart: { ...chart, gaps } }),
      };
    },
    async exploreRows(scope, { order: by, at, limit }, signal) {
      const { log, view, list } = await order(scope, by, signal);
      const from = pageStart(view.table, list, at, Math.min(limit, maxPage));
      const rows = await readRows(view.table, list.subarray(from, from + Math.min(limit, maxPage)));
      signal?.throwIfAborted();
      return { position: log.chunks.position, total: list.length, from, rows };
    },
    async fieldValues(scope, path, page, signal) {
      const { view, matched } = await match(scope, signal);
      return countValues(view, path, matched, page);
    },
  };
}

function isSame(before: LogChunks, now: LogChunks): boolean {
  return (
    before.epoch === now.epoch &&
    before.chunks.length === now.chunks.length &&
    before.chunks.every(({ block }, at) => block === now.chunks[at]!.block)
  );
}
