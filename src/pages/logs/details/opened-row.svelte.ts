import type { ExploreReader, ExploreRow, ExploreView } from "../../../store/explore.ts";
import type { LogReader, StoredEvent } from "../../../store/log-store.ts";

type Source = Pick<LogReader, "query" | "original"> & Pick<ExploreReader, "exploreRows">;

/** Lines of a call that are listed at once. */
const mostLines = 500;

/** The row whose details are shown, with all lines of its call: one of the list, or one that a link names. */
export class OpenedRow {
  readonly #source: Source;
  row = $state.raw<ExploreRow>();
  /** All lines of its call, oldest first; of a line without a call only itself. */
  lines = $state.raw<StoredEvent[]>([]);
  /** Position of the line whose record is shown. */
  line = $state<number>();
  /** That record as its file has it; undefined while it is being read. */
  original = $state.raw<string>();
  /** It is certain that the log no longer has the row. */
  isGone = $state(false);
  #at: number | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Shows the row of a position; undefined: none. */
  async open(at: number | undefined, view: ExploreView, known: ExploreRow | undefined): Promise<void> {
    this.#at = at;
    this.isGone = false;
    if (at === undefined || known !== undefined) this.row = known;
    if (at === undefined) return;
    const row = known ?? (await this.#fetch(at, view).catch(() => undefined));
    if (this.#at !== at) return;
    this.row = row;
    this.isGone = row === undefined;
    if (row) await Promise.all([this.#readLines(row), this.showLine(row.lines.includes(at) ? at : row.position)]);
  }

  /** Shows the record of another line of the call. */
  async showLine(position: number): Promise<void> {
    this.line = position;
    this.original = undefined;
    // A record that cannot be read leaves the row without one; the list tells why.
    const record = await this.#source.original(position).catch(() => undefined);
    if (this.line === position) this.original = record?.text;
  }

  async #readLines(row: ExploreRow): Promise<void> {
    const { request_id: requestId } = row.event;
    const own = { position: row.position, event: row.event };
    if (requestId === undefined) return void (this.lines = [own]);
    const page = await this.#source.query({ requestId }, { limit: mostLines }).catch(() => undefined);
    if (this.row === row) this.lines = page?.rows.toReversed() ?? [own];
  }

  async #fetch(position: number, view: ExploreView): Promise<ExploreRow | undefined> {
    const { rows } = await this.#source.query({}, { before: position + 1, limit: 1 });
    const event = rows.find((row) => row.position === position)?.event;
    if (!event) return undefined;
    const line = { position, event, lines: [position], timeMs: Date.parse(event.timestamp) };
    if (view === "events" || event.request_id === undefined) return line;
    const test = { is: "value", value: event.request_id, isQuoted: true } as const;
    const scope = { view, query: { is: "field", path: "request_id", test }, range: {}, hasOwnCalls: true } as const;
    const page = { order: { by: "time", isDescending: true }, at: { index: 0 }, limit: 1 };
    const { rows: calls } = await this.#source.exploreRows(scope, page);
    return calls[0] ?? line;
  }
}
