import type { Query } from "../../../query/query.ts";
import type {
  ExploreAnswer,
  ExploreReader,
  ExploreRequest,
  ExploreRows,
  ExploreScope,
  RowOrder,
} from "../../explore.ts";
import type { SnapshotTaker } from "../log-snapshot.ts";
import { withLines } from "../with-lines.ts";
import { answerOf } from "./answer.ts";
import { compareGroups } from "./compare/compare-groups.ts";
import { collectExport } from "./export/collect-export.ts";
import { exportLines, sizeOf } from "./export/export-lines.ts";
import { exportTable } from "./export/export-table.ts";
import { countValues } from "./field-values.ts";
import { createFieldLister } from "./field-list.ts";
import { createGapFinder } from "./gaps.ts";
import { createLineHits } from "./match/line-hits.ts";
import { createChunkReader, isGrown, type LogChunks } from "./log-chunks.ts";
import type { BlockReader } from "./read-block.ts";
import { failuresOf } from "./match/match-rows.ts";
import { createLogTables, type LogTables } from "./log-tables.ts";
import { measureGroups } from "./measure/measure-groups.ts";
import { countPatterns } from "./patterns/count-patterns.ts";
import { countReplaced } from "./patterns/count-replaced.ts";
import { namesPattern, readPatterns } from "./patterns/pattern-columns.ts";
import { noOpenings, type Openings } from "./openings.ts";
import { orderRows } from "./order-rows.ts";
import { findNext, listBetween, pageStart, readRows } from "./page-rows.ts";
import { sequenceCalls } from "./sequence/sequence-calls.ts";
import { createWarmUp } from "./warm-up.ts";

/** Most rows of a page. */
const maxPage = 500;
/** Most rows between two others. */
const maxBetween = 10_000;

/** What else the explorer may be given. */
export interface ExplorerOptions {
  /** Default: no answers are stored. */
  openings?: Openings;
  /** For tests. */
  readBlock?: BlockReader;
}

/** Answers questions about the rows of a log. Keeps the tables of the log as it was at the last question. */
export function createExplorer(
  snapshots: SnapshotTaker,
  { openings = noOpenings, readBlock }: ExplorerOptions = {},
): ExploreReader {
  const reader = createChunkReader(snapshots, readBlock);
  const once = { hits: createLineHits(), fieldLister: createFieldLister(), gapFinder: createGapFinder() };
  let tables: LogTables | undefined;
  let ordered: { tables: LogTables; key: string; list: Int32Array } | undefined;

  async function current(signal: AbortSignal | undefined): Promise<LogTables> {
    signal?.throwIfAborted();
    const chunks = await reader.read(signal);
    if (tables === undefined || !isSame(tables.chunks, chunks)) {
      tables = createLogTables(chunks, once, tables && isGrown(chunks, tables.chunks) ? tables : undefined);
    }
    return tables;
  }

  /** @param question what may name the patterns of messages, which are read only then */
  async function match(scope: ExploreScope, signal: AbortSignal | undefined, question: unknown = scope) {
    const log = await current(signal);
    if (namesPattern(question)) await readPatterns(log.chunks, undefined, signal);
    return matchIn(log, scope, signal);
  }

  async function matchIn(log: LogTables, scope: ExploreScope, signal: AbortSignal | undefined) {
    const view = log.view(scope.view);
    return { log, view, matched: await view.match(scope, signal) };
  }

  async function order(scope: ExploreScope, by: RowOrder, signal: AbortSignal | undefined) {
    const { log, view, matched } = await match(scope, signal, [scope, by]);
    const key = JSON.stringify([scope, by]);
    if (ordered === undefined || ordered.tables !== log || ordered.key !== key) {
      ordered = { tables: log, key, list: await orderRows(view.table, view.lines, matched.failed, by, signal) };
    }
    return { log, view, list: ordered.list };
  }

  const count = async (request: ExploreRequest, signal: AbortSignal | undefined) => {
    const { log, view, matched } = await match(request, signal);
    const { chart, ...counts } = answerOf(view, request, matched, log.span ?? []);
    const { position } = log.chunks;
    const gaps = chart && (await log.gaps());
    const answer: ExploreAnswer = {
      position,
      ...counts,
      fields: log.fields(),
      ...(chart && gaps && { chart: { ...chart, gaps } }),
    };
    return { of: log.chunks, answer };
  };
  const warmUp = createWarmUp(count);
  const explore: ExploreReader["explore"] = async ({ isOpening, ...request }, signal) => {
    const answer = await openings.answer(["explore", request], isOpening, () => count(request, signal));
    warmUp.answered(request, answer);
    return answer;
  };
  const exploreRows: ExploreReader["exploreRows"] = (scope, page, signal) => {
    const { order: by, at, limit, isOpening } = page;
    return openings.answer<ExploreRows>(["exploreRows", scope, by, at, limit], isOpening, async () => {
      const { log, view, list } = await order(scope, by, signal);
      const from = pageStart(view.table, list, at, Math.min(limit, maxPage));
      const rows = await readRows(view.table, list.subarray(from, from + Math.min(limit, maxPage)));
      signal?.throwIfAborted();
      return { of: log.chunks, answer: { position: log.chunks.position, total: list.length, from, rows } };
    });
  };
  const nextRow: ExploreReader["nextRow"] = async (scope, { order: by, query, from, isForward }, signal) => {
    const { log, view, list } = await order(scope, by, signal);
    const { table, lines } = view;
    if (namesPattern(query)) await readPatterns(log.chunks, undefined, signal);
    const failed = await failuresOf(query, { table, lines, hits: once.hits, signal });
    return findNext(table, list, failed, { from, isForward });
  };
  const rowsBetween: ExploreReader["rowsBetween"] = async (scope, { order: by, from, to }, signal) => {
    const { view, list } = await order(scope, by, signal);
    const between = listBetween(view.table, list, from, to);
    const first = between.isBackward ? Math.max(0, between.rows.length - maxBetween) : 0;
    const rows = await readRows(view.table, between.rows.subarray(first, first + maxBetween));
    signal?.throwIfAborted();
    return { rows, total: between.rows.length };
  };
  const compare: ExploreReader["compare"] = async (scope, comparison, signal) => {
    const { log, view, matched } = await match(scope, signal, [scope, comparison]);
    const other =
      comparison.is === "query"
        ? await failuresOf(comparison.query, { table: view.table, lines: view.lines, hits: once.hits, signal })
        : undefined;
    const paths = log.fields().map(({ path }) => path);
    return compareGroups(view.table, matched.failed, comparison, paths, other);
  };
  const fieldValues: ExploreReader["fieldValues"] = async (scope, path, page, signal) => {
    const { view, matched } = await match(scope, signal, [scope, path]);
    return countValues(view, path, matched, page, signal);
  };
  const measure: ExploreReader["measure"] = async (request, signal) => {
    const { log, view, matched } = await match(request, signal);
    const failuresIn = (query: Query) =>
      failuresOf(query, { table: view.table, lines: view.lines, hits: once.hits, signal });
    const answer = await measureGroups(view, matched.failed, request, failuresIn, signal);
    return { position: log.chunks.position, ...answer };
  };
  const patterns: ExploreReader["patterns"] = async (scope, request, onProgress, signal) => {
    const log = await current(signal);
    await readPatterns(log.chunks, onProgress, signal);
    const { view, matched } = await matchIn(log, { ...scope, view: "events" }, signal);
    const [fromMs, toMs] = [scope.range.fromMs ?? log.span?.[0] ?? 0, scope.range.toMs ?? log.span?.[1] ?? 0];
    return {
      position: log.chunks.position,
      ...countPatterns(view.table, matched.failed, { ...request, fromMs, toMs }),
    };
  };
  const replacedValues: ExploreReader["replacedValues"] = async (scope, pattern, onProgress, signal) => {
    const log = await current(signal);
    await readPatterns(log.chunks, undefined, signal);
    const { view, matched } = await matchIn(log, { ...scope, view: "events" }, signal);
    return countReplaced(view.table, matched.failed, pattern, onProgress, signal);
  };
  const sequence: ExploreReader["sequence"] = async (scope, positions, signal) => {
    const { log, view, matched } = await match({ ...scope, view: "calls" }, signal);
    return { position: log.chunks.position, ...(await sequenceCalls(view, matched.failed, positions, signal)) };
  };
  const exportSize: ExploreReader["exportSize"] = async (scope, signal) => {
    const { view, matched } = await match(scope, signal);
    return sizeOf({ table: view.table, failed: matched.failed });
  };
  const exportRows: ExploreReader["exportRows"] = async (scope, form, onProgress, signal) => {
    const { log, view, matched } = await match(scope, signal);
    if (form.is === "csv") await readPatterns(log.chunks, undefined, signal);
    const found = { table: view.table, failed: matched.failed };
    const columnsOf = (paths: string[] | undefined) =>
      paths ? { paths } : { among: log.fields().map(({ path }) => path) };
    const pieces = form.is === "csv" ? exportTable(found, view.lines, columnsOf(form.paths)) : exportLines(found, form);
    return collectExport(pieces, onProgress, signal);
  };

  /** A question of somebody goes before those of the warm-up. */
  async function ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    warmUp.begin();
    try {
      return await withLines(question);
    } finally {
      warmUp.end();
    }
  }

  return {
    explore: (...question) => ask(() => explore(...question)),
    compare: (...question) => ask(() => compare(...question)),
    exploreRows: (...question) => ask(() => exploreRows(...question)),
    nextRow: (...question) => ask(() => nextRow(...question)),
    rowsBetween: (...question) => ask(() => rowsBetween(...question)),
    fieldValues: (...question) => ask(() => fieldValues(...question)),
    measure: (...question) => ask(() => measure(...question)),
    patterns: (...question) => ask(() => patterns(...question)),
    replacedValues: (...question) => ask(() => replacedValues(...question)),
    sequence: (...question) => ask(() => sequence(...question)),
    exportSize: (...question) => ask(() => exportSize(...question)),
    exportRows: (...question) => ask(() => exportRows(...question)),
  };
}

function isSame(before: LogChunks, now: LogChunks): boolean {
  return (
    before.epoch === now.epoch &&
    before.chunks.length === now.chunks.length &&
    before.chunks.every(({ block }, at) => block === now.chunks[at]!.block)
  );
}
