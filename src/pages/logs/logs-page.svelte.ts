import { untrack } from "svelte";
import { logLevels } from "../../logging/log-event.ts";
import type { StoredEvent } from "../../store/log-store.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { Router } from "../../app/router.svelte.ts";
import { readNames, writeNames } from "../../app/name-list.ts";
import { filterIn, toggled, viewIn } from "./log-query.ts";
import { EventCause } from "./event-cause.svelte.ts";
import { LogFacets } from "./log-facets.svelte.ts";
import { LogRows } from "./log-rows.svelte.ts";
import { SelectedEvent } from "./selected-event.svelte.ts";

/** Conditions that a link sets and a chip shows. */
const narrowingNames = {
  onlyRequest: "request",
  onlySession: "session",
  onlyEvent: "event",
  onlyError: "error",
} as const;
export type NarrowingName = keyof typeof narrowingNames;

/** Pause between the last key in the search field and the search, in milliseconds. */
const typingPauseMs = 250;
/** How far the neighbourhood of an event reaches on each side, in milliseconds. */
const contextMs = 60_000;
/** Takes every condition out of the address. */
const noConditions = {
  level: "",
  service: "",
  q: "",
  request: "",
  session: "",
  event: "",
  error: "",
  from: "",
  to: "",
};

/** The state of the logs page. What it shows stands in the address, so that a link shows the same and Back undoes. */
export class LogsPageState {
  readonly #source: LogSource;
  readonly #router: Router;
  #ahead: AbortController | undefined;
  readonly rows: LogRows;
  readonly facets: LogFacets;
  /** Of the event whose details are open. */
  readonly cause: EventCause;
  readonly #opened: SelectedEvent;
  /** The search as it is being typed. */
  typed = $state("");
  /** Position of the row that keys start from. */
  active = $state<number>();
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(source: LogSource, router: Router) {
    this.#source = source;
    this.#router = router;
    this.rows = new LogRows(source);
    this.facets = new LogFacets(source);
    this.cause = new EventCause(source);
    this.#opened = new SelectedEvent(source);
    this.typed = router.query("q");
    this.active = this.at;
  }

  /** The imported log that is shown; empty: the live one. */
  readonly set = $derived.by(() => this.#query("set"));
  readonly #query = (name: string): string => this.#router.query(name);
  readonly view = $derived.by(() => viewIn(this.#query));
  // As text, because an equal filter must not start a new search.
  readonly #filterText = $derived.by(() => JSON.stringify(filterIn(this.#query)));
  readonly filter = $derived(JSON.parse(this.#filterText) as ReturnType<typeof filterIn>);
  readonly hasFilter = $derived(this.#filterText !== "{}");
  readonly levels = $derived.by(() => readNames(this.#query("level")));
  readonly services = $derived.by(() => readNames(this.#query("service")));
  readonly narrowings = $derived.by(() =>
    (Object.keys(narrowingNames) as NarrowingName[])
      .map((name) => ({ name, value: this.#query(narrowingNames[name]) }))
      .filter(({ value }) => value !== ""),
  );

  /** The time range that a link set; an end may be missing. */
  readonly time = $derived.by(() => {
    const { fromMs, toMs } = this.filter;
    return fromMs === undefined && toMs === undefined ? undefined : { fromMs, toMs };
  });

  /** Position of the event whose details are open. */
  readonly at = $derived.by(() => {
    const position = this.#query("at");
    return /^\d+$/.test(position) ? Number(position) : undefined;
  });
  readonly opened = $derived.by(() => (this.at === undefined ? undefined : this.#opened.at(this.at, this.rows.rows)));
  readonly isGone = $derived.by(() => this.at !== undefined && !this.opened && this.#opened.isGone(this.at));

  /** Columns cannot answer for these, so no counts are shown then. */
  readonly #isCountable = $derived.by(() => this.narrowings.length === 0 && !this.time && this.#query("q") === "");
  /** Services that have events, and those that are chosen. */
  readonly serviceChoices = $derived.by(() => {
    const counts = [...(this.facets.counts?.services ?? [])];
    const withEvents = counts.filter(([, count]) => count > 0).map(([name]) => name);
    return [...withEvents, ...this.services.filter((name) => !withEvents.includes(name))].sort();
  });

  /** Our own events have no DEBUG, which is in the text file only; an imported log may have it. */
  readonly levelChoices = $derived.by(() => {
    const hasDebug = (this.facets.counts?.levels.get("DEBUG") ?? 0) > 0 || this.levels.includes("DEBUG");
    return logLevels.filter((level) => level !== "DEBUG" || hasDebug);
  });

  levelCount(level: string): number | undefined {
    return this.#isCountable ? (this.facets.counts?.levels.get(level) ?? 0) : undefined;
  }

  serviceCount(service: string): number | undefined {
    return this.#isCountable ? (this.facets.counts?.services.get(service) ?? 0) : undefined;
  }

  /** Chooses a level or a service, or no longer. */
  toggle(list: "level" | "service", name: string): void {
    this.#go({ [list]: toggled(this.#query(list), name) });
  }

  /** Removes a condition that a link had set. */
  drop(name: NarrowingName): void {
    this.#go({ [narrowingNames[name]]: "" });
  }

  /** Shows all times again. */
  readonly dropTime = (): void => {
    this.#go({ from: "", to: "" });
  };

  readonly clearFilters = (): void => {
    this.typed = "";
    this.#go(noConditions);
  };

  /** The address that shows only one request, session or kind of event, with the open event still open. */
  only(condition: "request" | "session" | "event", value: string): string {
    // Of these only the event is a list in the address.
    return this.#router.withQuery({
      ...noConditions,
      [condition]: condition === "event" ? writeNames([value]) : value,
    });
  }

  /** The address that shows all that happened a minute before and after, with the open event still open. */
  around(timeMs: number): string {
    const [from, to] = [timeMs - contextMs, timeMs + contextMs + 1];
    return this.#router.withQuery({ ...noConditions, from: String(from), to: String(to) });
  }

  /** A link or Back may have changed the search; what is being typed stays as it is. */
  readonly followAddress = (): void => {
    const search = this.#query("q");
    untrack(() => {
      if (this.typed.trim() !== search) this.typed = search;
    });
  };

  readonly type = (): void => {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(this.search, typingPauseMs);
  };

  /** Whoever enters the search field will most likely search: what is read while they type need not be read then. */
  readonly readAhead = (): void => {
    if (this.view !== "events") return;
    this.#ahead = new AbortController();
    this.#source.readAhead(this.#ahead.signal).catch(() => {
      // Left before it was done, or the search itself reports what is wrong.
    });
  };

  readonly stopReadingAhead = (): void => this.#ahead?.abort();

  /** Searches for what was typed. */
  readonly search = (): void => {
    clearTimeout(this.#typing);
    this.stopReadingAhead();
    this.#go({ q: this.typed.trim() }, true);
  };

  showView(view: string): void {
    this.#go({ file: view === "events" ? "" : view, at: "", part: "" });
  }

  readonly open = ({ position }: StoredEvent): void => {
    this.#go({ at: String(position) }, this.at !== undefined);
  };

  /** With the details open, they follow the row that the keys moved to. */
  readonly moved = (row: StoredEvent): void => {
    if (this.at !== undefined) this.open(row);
  };

  readonly close = (): void => {
    this.#go({ at: "" });
  };

  /** Forgets what was read of lines that were rewritten, until the returned function is called. */
  readonly followRewrites = (): (() => void) =>
    this.#source.subscribe(({ rewritten }) => {
      if (!rewritten) return;
      this.#opened.forget();
      this.cause.forget();
    });

  /** Fetches the open event when no row in view has it. */
  readonly fetchOpened = (): void => {
    if (this.at !== undefined && this.opened === undefined) void this.#opened.fetch(this.at).catch(() => undefined);
  };

  /** Reads the record of the open event as its file has it. */
  readonly readOriginal = (): void => {
    if (this.at !== undefined) void this.#opened.readOriginal(this.at);
  };

  /** The record of the open event as its file has it; undefined while it is being read. */
  get original(): string | undefined {
    return this.at === undefined ? undefined : this.#opened.originalAt(this.at);
  }

  #go(changes: Record<string, string>, replace = false): void {
    this.#router.go(this.#router.withQuery(changes), { replace });
  }
}
