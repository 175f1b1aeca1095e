import { untrack } from "svelte";
import { followLog } from "../../app/page-log/follow-log.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { Preferences } from "../../app/preferences.svelte.ts";
import type { Router } from "../../app/router/router.svelte.ts";
import type { Query } from "../../query/query.ts";
import { excludeValue, includeValue, setRange } from "../../query/edit/edit-query.ts";
import { createHitFinder } from "../../query/text/find-hits.ts";
import { resolveTimes } from "../../query/resolve-times.ts";
import type {
  ExploreAnswer,
  ExploreRequest,
  ExploreRow,
  ExploreScope,
  ExploreView,
  FieldValues,
  RowOrder,
} from "../../store/explore.ts";
import { chartSplits } from "./chart-splits.ts";
import { EventCause } from "../failures/event-cause.svelte.ts";
import { ExpandedRows } from "./rows/expanded-rows.svelte.ts";
import { ExploredRows } from "./rows/explored-rows.svelte.ts";
import type { FieldActions } from "./fields/field-actions.ts";
import { failingQuery } from "./failing-query.ts";
import { FieldChoices } from "./fields/field-choices.svelte.ts";
import { insteadOfRows, readExplorerAddress, writeColumns, writeOrder, type ColumnChoice } from "./explorer-address.ts";
import { shownColumns, usualColumns } from "./list/columns.ts";
import { oldConditions } from "./old-link.ts";
import { findSpellings, type Spelling } from "./no-rows/find-spellings.ts";
import { OpenedRow } from "./details/opened-row.svelte.ts";
import { conditionsOf, readQuery } from "./query-language.ts";
import type { TimeView } from "./time-chart/time-view.ts";
import { isWithoutCalls } from "./without-calls.ts";
import { timeRangeOf, writeRange, type RangeChoice } from "../shared/range-picker/chosen-range.ts";
import { RowSelection } from "./rows/row-selection.svelte.ts";

/** Bins of the chart. */
const chartBins = 120;
/** Values of a field that are found by a part of them, at most. */
const mostFound = 100;

/** Where the explorer looks: the log, and the choices of the person. */
export interface ExplorerDeps {
  source: LogSource;
  router: Router;
  preferences: Pick<Preferences, "current" | "update">;
  /** Since the epoch, in milliseconds. */
  nowMs?: () => number;
}

/** The state of the log explorer. What it shows stands in the address, so that a link shows the same and Back undoes. */
export class Explorer {
  readonly #source: LogSource;
  readonly #router: Router;
  readonly #preferences: ExplorerDeps["preferences"];
  readonly #nowMs: () => number;
  readonly rows: ExploredRows;
  readonly expanded: ExpandedRows;
  readonly opened: OpenedRow;
  readonly cause: EventCause;
  readonly selection: RowSelection;
  /** The last answer; it stays until the next one is there. */
  answer = $state.raw<ExploreAnswer>();
  /** Rows that were found when the question was first answered: read out once, not at every new event. */
  found = $state<number>();
  /** Why the last question was not answered. */
  failure = $state.raw<unknown>();
  /** Index of the row that keys start from; -1: none. */
  active = $state(-1);
  /** There was no further failure to go to. */
  isLastFailure = $state(false);
  /** Row that is to be brought into view. */
  target = $state.raw<{ index: number }>();
  /** Some difference among the rows of the list stands out. */
  hasFinding = $state(false);
  /** Which fields are open in the panel. */
  readonly fields = new FieldChoices();
  /** Times that the chart covers; undefined: the whole log. */
  chartTimes = $state.raw<TimeView>();
  #validQuery: Query = { is: "all" };
  /** A question that failed is asked again as any other is: what was asked before is given up. */
  #retries = $state(0);
  #ahead: AbortController | undefined;
  /** What the page opened with. */
  #firstScopeText: string | undefined;

  constructor({ source, router, preferences, nowMs = Date.now }: ExplorerDeps) {
    this.#source = source;
    this.#router = router;
    this.#preferences = preferences;
    this.#nowMs = nowMs;
    this.rows = new ExploredRows(source);
    this.expanded = new ExpandedRows(this.rows);
    this.opened = new OpenedRow(source);
    this.cause = new EventCause(source);
    this.selection = new RowSelection(this.rows, (from, to) =>
      source.rowsBetween(this.scope(), { order: this.order, from, to }),
    );
  }

  /** The imported log that is shown; empty: the live one. */
  readonly set = $derived.by(() => this.#router.query("log"));
  readonly #address = $derived.by(() => readExplorerAddress((name) => this.#router.query(name)));
  readonly text = $derived(this.#address.text);
  /** An imported log was found to have no calls: its events are shown instead, until a person chooses. */
  #hasNoCalls = $state(false);
  readonly view = $derived.by((): ExploreView => this.#address.view ?? (this.#hasNoCalls ? "events" : "calls"));
  /** What is shown instead of a list of rows: a comparison of two groups, the patterns of messages, or jq over the rows. */
  readonly instead = $derived.by(() => insteadOfRows.find((name) => name === this.#router.query("view")));
  /** Which ones, as the address has it. */
  readonly compare = $derived.by(() => this.#router.query("compare"));
  readonly order = $derived(this.#address.order);
  readonly by = $derived(this.#address.by);
  readonly at = $derived(this.#address.at);
  readonly hasOwnCalls = $derived.by(() => this.#address.hasOwnCalls ?? this.#preferences.current.hasOwnCalls);
  /** Times of the rows; without bounds: the whole log. */
  readonly range = $derived(this.#address.range);
  /** The last valid query: it stays in force while another one is being typed. */
  readonly query = $derived.by(() => {
    this.#validQuery = readQuery(this.text) ?? this.#validQuery;
    return this.#validQuery;
  });
  /** What of a value the query was looking for. */
  readonly findHits = $derived.by(() => createHitFinder(this.query));
  /** The conditions of the query, as they stand in it. */
  readonly conditions = $derived(conditionsOf(this.text));
  readonly hasRange = $derived(Object.keys(this.range).length > 0);
  readonly hasConditions = $derived(this.text.trim() !== "" || this.hasRange);

  // As text, because an equal question must not be asked anew.
  readonly #scopeText = $derived.by(() =>
    JSON.stringify([this.view, this.query, this.range, this.hasOwnCalls, this.order]),
  );
  /** Fields whose values are counted. */
  readonly #facets = $derived.by(() => this.fields.facets(this.answer?.fields).toSorted());
  readonly #requestText = $derived.by(() => JSON.stringify([this.#scopeText, this.#facets, this.by, this.chartTimes]));

  /** Which rows are meant now: a relative range ends with the moment, or with an imported log. */
  scope(asked = this.query): ExploreScope {
    const { view, hasOwnCalls, range } = this;
    const nowMs = this.endMs();
    const query = resolveTimes(asked, {
      nowMs,
      zone: this.#preferences.current.timeZone === "local" ? "local" : "utc",
    });
    return { view, query, hasOwnCalls, range: timeRangeOf(range, nowMs) };
  }

  /** Where a relative range ends: now, or after the last row of an imported log. */
  endMs(): number {
    const lastMs = this.set === "" ? undefined : this.answer?.lastMs;
    return lastMs === undefined ? this.#nowMs() : lastMs + 1;
  }

  #request(): ExploreRequest {
    const { by, chartTimes: range } = this;
    return { ...this.scope(), facets: this.#facets, chart: { bins: chartBins, by, ...(range && { range }) } };
  }

  /** Rewrites an address of an earlier version as one of ours. */
  readonly followAddress = (): void => {
    const changes = oldConditions((name) => this.#router.query(name));
    if (changes) untrack(() => this.#go(changes, true));
  };

  /** Counts, now and as the log grows, until the returned function is called. */
  readonly followAnswer = (): (() => void) => {
    void this.#requestText;
    void this.#retries;
    this.#firstScopeText ??= untrack(() => this.#scopeText);
    this.found = undefined;
    let isFirst = true;
    const read = async (signal: AbortSignal, rewritten: boolean): Promise<void> => {
      try {
        const isOpening = isFirst && this.#scopeText === this.#firstScopeText;
        let answer = await this.#source.explore({ ...this.#request(), isOpening }, signal);
        if (answer.isEarlier && !signal.aborted) {
          this.answer = answer;
          answer = await this.#source.explore(this.#request(), signal);
        }
        if (signal.aborted) return;
        this.answer = answer;
        this.found ??= answer.total;
        // The live log waits for calls.
        if (this.set !== "" && this.#address.view === undefined && isWithoutCalls(answer)) this.#hasNoCalls = true;
        this.failure = undefined;
        if (!isFirst || rewritten) await this.rows.grew(rewritten);
        isFirst = false;
        this.#keepActive();
      } catch (thrown) {
        if (!signal.aborted) this.failure = thrown;
      }
    };
    return untrack(() => followLog(this.#source, read));
  };

  /** Shows the rows of the question, around the open one where there is one. */
  readonly followRows = (): void => {
    void this.#scopeText;
    untrack(() => {
      const at = this.order.by === "time" ? this.at : undefined;
      const question = () => ({ scope: this.scope(), order: this.order });
      this.selection.clear();
      this.expanded.clear();
      this.isLastFailure = false;
      this.active = -1;
      void this.rows.show(question, at === undefined ? { index: 0 } : { position: at }).then((index) => {
        if (at !== undefined && index >= 0) this.active = index;
        if (index >= 0) this.target = { index };
      });
    });
  };

  /** Reads what the details show. */
  readonly followOpened = (): void => {
    const { at, view } = this;
    untrack(() => void this.opened.open(at, view, at === undefined ? undefined : this.#known(at)));
  };

  /** Asks again, after a failure. */
  readonly retry = (): void => {
    void this.rows.refresh();
    this.#retries++;
  };

  #known(position: number): ExploreRow | undefined {
    return this.rows.at(this.rows.indexOf(position));
  }

  /** Forgets what was read of lines that were rewritten, until the returned function is called. */
  readonly followRewrites = (): (() => void) =>
    this.#source.subscribe(({ rewritten }) => {
      if (!rewritten) return;
      this.cause.forget();
      void this.opened.open(this.at, this.view, undefined);
    });

  /** Rows move down as new ones come in front: the active row stays the same. */
  #keepActive(): void {
    const position = this.at;
    const index = position === undefined ? -1 : this.rows.indexOf(position);
    if (index >= 0) this.active = index;
  }

  /** All times of the log; undefined while it is empty. */
  readonly whole = $derived.by((): TimeView | undefined => {
    const { firstMs, lastMs } = this.answer ?? {};
    return firstMs === undefined || lastMs === undefined ? undefined : { fromMs: firstMs, toMs: lastMs + 1 };
  });

  /** Fields that can split the chart. */
  readonly splits = $derived.by(() => chartSplits(this.answer?.fields ?? [], this.by));

  /** Values of a field that contain a text, counted among the rows that are shown. */
  findValues(path: string, search: string, signal?: AbortSignal): Promise<FieldValues> {
    return this.#source.fieldValues(this.scope(), path, { search, limit: mostFound }, signal);
  }

  /** Other ways to write a query that finds nothing. */
  findSpellings(signal: AbortSignal): Promise<Spelling[]> {
    const paths = (this.answer?.fields ?? []).map(({ path }) => path);
    const scopeOf = (query: Query) => this.scope(query);
    return findSpellings({ source: this.#source, text: this.text, paths, scopeOf }, signal);
  }

  /** What clicks in the panel of fields do: they are written into the query. */
  readonly fieldActions: FieldActions = {
    oninclude: (path, value) => this.search(includeValue(this.text, path, value)),
    onexclude: (path, value) => this.search(excludeValue(this.text, path, value)),
    onrange: (path, from, to) =>
      this.search(
        setRange(this.text, path, {
          ...(from !== undefined && { from: { value: String(from), isInclusive: true } }),
          ...(to !== undefined && { to: { value: String(to), isInclusive: true } }),
        }),
      ),
    onfind: (path, search, signal) => this.findValues(path, search, signal),
  };

  /** The columns that suit the rows; as text, because an equal list is no other. */
  readonly #usual = $derived.by(() =>
    JSON.stringify(usualColumns({ view: this.view, query: this.query, rows: this.rows.known })),
  );
  readonly columns = $derived.by(() =>
    shownColumns(this.#address.columns ?? (JSON.parse(this.#usual) as string[]).map((path) => ({ path }))),
  );
  readonly hasUsualColumns = $derived(this.#address.columns === undefined);

  /** Shows these columns; undefined: those that suit the rows. */
  setColumns(columns: readonly ColumnChoice[] | undefined): void {
    this.#go({ cols: columns === undefined ? "" : writeColumns(columns) }, true);
  }

  /** Adds a column at the end, or removes it. */
  toggleColumn(path: string): void {
    const has = this.columns.some((column) => column.path === path);
    this.setColumns(has ? this.columns.filter((column) => column.path !== path) : [...this.columns, { path }]);
  }

  /** Shows the rows of another query. */
  readonly search = (text: string): void => {
    this.stopReadingAhead();
    this.#go({ q: text.trim() });
  };

  /** Whoever enters the query bar will most likely search: what is read while they type need not be read then. */
  readonly readAhead = (): void => {
    this.#ahead = new AbortController();
    this.#source.readAhead(this.#ahead.signal).catch(() => {
      // Left before it was done, or the search itself reports what is wrong.
    });
  };

  readonly stopReadingAhead = (): void => this.#ahead?.abort();

  readonly show = (view: ExploreView): void =>
    this.#go({ view: view === "calls" && !this.#hasNoCalls ? "" : view, of: "", cols: "", compare: "" });
  /** Compares two groups of the calls. */
  readonly showDiffers = (compare = ""): void => this.#go({ view: "differs", compare, at: "" });
  /** Shows the patterns of messages, or jq over the lines of what is listed now. */
  readonly showInstead = (view: "patterns" | "jq"): void =>
    this.#go({ view, of: view === "jq" ? this.view : "", compare: "", at: "" });
  readonly sort = (order: RowOrder): void => this.#go({ sort: writeOrder(order) }, true);
  readonly splitBy = (by: string): void => this.#go({ by: by === "outcome" ? "" : by }, true);
  readonly clear = (): void => this.#go({ q: "", from: "", to: "", last: "" });

  /** Shows the rows of a time; without bounds: of the whole log. */
  readonly setRange = (range: RangeChoice): void => this.#go(writeRange(range));

  /** Shows calls of the console itself, or hides them; on all pages. */
  readonly setOwnCalls = (hasOwnCalls: boolean): void => {
    this.#preferences.update({ hasOwnCalls });
    this.#go({ own: hasOwnCalls ? "1" : "" }, true);
  };

  /** Opens the details of a row. */
  async open(index: number): Promise<void> {
    this.active = index;
    if (!this.rows.at(index)) await this.rows.locate({ index });
    const row = this.rows.at(index);
    if (row && this.active === index) this.openAt(row.position);
  }

  openAt(position: number): void {
    this.#go({ at: String(position) }, this.at !== undefined);
  }

  /** Chooses all rows from where a range begins to an index. */
  async selectTo(index: number): Promise<void> {
    await this.selection.extendTo(index).catch((thrown: unknown) => (this.failure = thrown));
  }

  /** With the details open, they follow the row that the keys moved to. */
  moved(index: number): void {
    this.active = index;
    this.isLastFailure = false;
    if (this.at !== undefined) void this.open(index);
  }

  /** Opens the row so many places further down. */
  step(by: number): void {
    const index = Math.max(0, Math.min(this.rows.total - 1, this.active + by));
    this.target = { index };
    void this.open(index);
  }

  readonly close = (): void => this.#go({ at: "" });

  /** Brings the row at a time, or at a position, into view and makes it the active one. */
  async jump(at: { timeMs: number } | { position: number }): Promise<boolean> {
    const index = await this.rows.locate(at);
    if (index < 0) return false;
    this.target = { index };
    this.moved(index);
    return true;
  }

  /** Goes to the next row with a failure, or to the one before; true when there is one. */
  async jumpToError(isForward: boolean): Promise<boolean> {
    const { order, view, active } = this;
    const position = await this.#source.nextRow(this.scope(), {
      ...{ order, query: failingQuery(view), isForward: isForward || active < 0 },
      ...(active >= 0 && { from: this.rows.placeOf(active) }),
    });
    this.isLastFailure = position === undefined;
    return position !== undefined && this.jump({ position });
  }

  /** The address that shows other conditions, with the open row still open. */
  href(changes: Record<string, string>): string {
    return this.#router.withQuery(changes);
  }

  #go(changes: Record<string, string>, replace = false): void {
    this.#router.go(this.#router.withQuery(changes), { replace });
  }
}
