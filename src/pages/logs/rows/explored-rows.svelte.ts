import type {
  ExploreReader,
  ExploreRow,
  ExploreRows,
  ExploreScope,
  RowOrder,
  RowPlace,
  RowsAt,
} from "../../../store/explore.ts";
import { noRows, withPage, type RowMap } from "./row-map.ts";

/** Rows read at once at most, and beyond each edge of what is in view. */
const [pageRows, marginRows] = [300, 60];
/** As an index, it asks for the last page. */
const endIndex = Number.MAX_SAFE_INTEGER;

/** What rows are shown, and in which order. */
export interface RowsQuestion {
  scope: ExploreScope;
  order: RowOrder;
}

/**
 * The rows of a scope by their index in the list, read as they come into view. Where new rows come, in front of the newest or
 * behind the oldest, the list follows them. While the person reads elsewhere, they wait, a relative range begins where it did,
 * and the rows keep their index; what comes among those in view, or changes there, is shown.
 */
export class ExploredRows {
  readonly #source: Pick<ExploreReader, "exploreRows">;
  /** Those in memory, by index. */
  #rows = $state.raw<RowMap>(noRows);
  /** Rows in the list. */
  total = $state(0);
  /** Rows that came while the person read elsewhere. */
  waiting = $state(0);
  /** The person reads elsewhere than where new rows come. */
  isHeld = $state(false);
  /** New rows come at the end of the list: the oldest are first. */
  growsAtEnd = $state(false);
  /** Whether anything was read yet. */
  isLoaded = $state(false);
  /** Why the last reading failed. */
  failure = $state.raw<unknown>();
  #question: (() => RowsQuestion) | undefined;
  /** What was asked when the person began to read elsewhere. */
  #heldQuestion: RowsQuestion | undefined;
  /** Rows that were there then. */
  #heldTotal: number | undefined;
  #window = { first: 0, end: 0 };
  #reading: AbortController | undefined;

  constructor(source: Pick<ExploreReader, "exploreRows">) {
    this.#source = source;
  }

  /** The row at an index; undefined while it is not read. */
  readonly at = (index: number): ExploreRow | undefined => this.#rows.get(index);

  /** Where a row is; -1 when it is not in memory. */
  indexOf(position: number): number {
    for (const [index, row] of this.#rows) if (row.position === position || row.lines.includes(position)) return index;
    return -1;
  }

  /** How the worker finds the row of an index, also while others come in front. */
  placeOf(index: number): RowPlace {
    const row = this.#rows.get(index);
    return row ? { position: row.position } : { index: index + this.#shift };
  }

  /** The rows of consecutive indexes; undefined where some of them are not in memory. */
  between(first: number, last: number): ExploreRow[] | undefined {
    const rows: ExploreRow[] = [];
    for (let index = first; index <= last; index++) {
      const row = this.#rows.get(index);
      if (row === undefined) return undefined;
      rows.push(row);
    }
    return rows;
  }

  /** Those in memory, in order. */
  get known(): ExploreRow[] {
    return [...this.#rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  }

  /**
   * Shows the rows of another question from their beginning, or around a row. The rows before stay until these are read.
   *
   * @param question read anew each time: a relative range goes on
   * @returns the index of the row; -1 when it is not among them
   */
  async show(question: () => RowsQuestion, at: RowsAt = { index: 0 }): Promise<number> {
    this.#question = question;
    const { order } = question();
    this.growsAtEnd = order.by === "time" && !order.isDescending;
    this.#setHeld(this.growsAtEnd);
    return this.#read(at, true);
  }

  /** Reads the rows in view again. */
  readonly refresh = async (): Promise<void> => {
    const isAtEnd = this.growsAtEnd && !this.isHeld;
    await this.#read({ index: isAtEnd ? endIndex : Math.max(0, this.#window.first - marginRows) }, true);
  };

  /** The log has other rows now. While the person reads further down, newer rows only wait, unless lines were rewritten. */
  async grew(isRewritten: boolean): Promise<void> {
    if (!this.#isStill || isRewritten) return this.refresh();
    const { first } = this.#window;
    const anchor = this.#rows.get(first);
    if (anchor === undefined) await this.#read({ index: Math.max(0, first - marginRows) + this.#shift }, false);
    else await this.#read({ position: anchor.position }, true, first);
  }

  /** Takes note of whether the person reads elsewhere than where new rows come. */
  hold(isHeld: boolean): void {
    if (isHeld === this.isHeld) return;
    this.#setHeld(isHeld, this.total);
    if (!isHeld && this.waiting > 0) void this.#read({ index: this.growsAtEnd ? endIndex : 0 }, true);
  }

  #setHeld(isHeld: boolean, total?: number): void {
    this.isHeld = isHeld;
    this.#heldQuestion = isHeld ? this.#question?.() : undefined;
    this.#heldTotal = total;
  }

  /** Reads what is missing between two indexes. */
  need(first: number, end: number): void {
    this.#window = { first, end };
    if (this.#reading || this.#question === undefined || !this.#isMissing()) return;
    void this.#read({ index: Math.max(0, first - marginRows) + this.#shift }, false);
  }

  /** The index of a row, or of the one that follows; reads around it. -1 when there is none, or when it could not be read. */
  locate(at: RowsAt): Promise<number> {
    return this.#read("index" in at ? { index: at.index + this.#shift } : at, false);
  }

  /** Whether the newest row is the first. */
  get growsInFront(): boolean {
    const order = this.#question?.().order;
    return order?.by === "time" && order.isDescending;
  }

  /** New rows come in front, and wait there. */
  get #isStill(): boolean {
    const order = this.#heldQuestion?.order;
    return order?.by === "time" && order.isDescending;
  }

  /** How much further down a row is in the log than in the list. */
  get #shift(): number {
    return this.#isStill ? this.waiting : 0;
  }

  #isMissing(): boolean {
    const end = Math.min(this.#window.end, this.total);
    for (let index = this.#window.first; index < end; index++) if (!this.#rows.has(index)) return true;
    return false;
  }

  /** @param anchor index that the row asked for has, and keeps */
  async #read(at: RowsAt, isFresh: boolean, anchor?: number): Promise<number> {
    const question = this.#heldQuestion ?? this.#question?.();
    if (!question) return -1;
    this.#reading?.abort();
    const reading = (this.#reading = new AbortController());
    try {
      const page = { order: question.order, at, limit: pageRows, isOpening: !this.isLoaded };
      const answer = await this.#source.exploreRows(question.scope, page, reading.signal);
      if (reading.signal.aborted) return -1;
      this.failure = undefined;
      const index = this.#take(answer, at, isFresh, anchor);
      // These rows are shown until the present ones are there.
      return answer.isEarlier ? await this.#read(at, isFresh, anchor) : index;
    } catch (thrown) {
      if (!reading.signal.aborted) this.failure = thrown;
      return -1;
    } finally {
      if (this.#reading === reading) {
        this.#reading = undefined;
        if (this.failure === undefined) this.need(this.#window.first, this.#window.end);
      }
    }
  }

  /** @returns the index of the row that was asked for */
  #take(answer: ExploreRows, at: RowsAt, isFresh: boolean, anchor?: number): number {
    const found = placeOf(answer.rows, at);
    const isStill = this.#isStill && (!isFresh || anchor !== undefined);
    const inFront = anchor !== undefined && found >= 0 ? answer.from + found - anchor : answer.total - this.total;
    const shift = isStill ? Math.max(0, inFront) : 0;
    this.total = answer.total - shift;
    this.#heldTotal ??= this.total;
    this.waiting = this.growsAtEnd && this.isHeld ? Math.max(0, this.total - this.#heldTotal) : shift;
    const first = answer.from - shift;
    this.#rows = withPage(isFresh ? noRows : this.#rows, first, answer.rows);
    this.isLoaded = true;
    return "index" in at ? at.index : found < 0 ? -1 : first + found;
  }
}

/** Index of the row of a position, or of the row nearest to a time; -1 when there is none. */
function placeOf(rows: readonly ExploreRow[], at: RowsAt): number {
  if ("position" in at) {
    return rows.findIndex((row) => row.position === at.position || row.lines.includes(at.position));
  }
  if ("index" in at) return -1;
  const distances = rows.map(({ timeMs }) => Math.abs(timeMs - at.timeMs));
  return distances.indexOf(Math.min(...distances));
}
