import { valueIs } from "../../query/conditions.ts";
import { callScope } from "../../app/page-log/call-query.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { ExploreRow } from "../../store/explore.ts";
import type { StoredEvent } from "../../store/log-store.ts";
import { callTimeline } from "./call-timeline.ts";

/** Lines of a call that are read. */
const mostLines = 500;
const byTime = { by: "time", isDescending: false } as const;

/** The calls of the same service and operation before and after one. */
export interface NeighbourCalls {
  before?: ExploreRow;
  after?: ExploreRow;
  /** They are of its session. */
  isOfSession: boolean;
}

/** One call of a log by its request id: its lines, what they say together, and the calls beside it. */
export class RequestedCall {
  readonly id: string;
  readonly #source: LogSource;
  /** Its lines, oldest first; of very many the newest. */
  lines = $state.raw<StoredEvent[]>([]);
  /** Its lines in the log. */
  lineCount = $state(0);
  /** Its lines as one row. */
  row = $state.raw<ExploreRow>();
  neighbours = $state.raw<NeighbourCalls>();
  /** Whether the log has been read. */
  isRead = $state(false);
  /** Why the log could not be read. */
  failure = $state.raw<unknown>();

  readonly timeline = $derived(callTimeline(this.lines.map(({ event }) => event)));
  readonly isMissing = $derived(this.isRead && this.lines.length === 0);
  readonly workflowId = $derived.by(() => {
    const { request_data: request, data } = this.row?.event ?? {};
    const id = request?.["workflow_id"] ?? data?.["workflow_id"];
    return typeof id === "string" && id !== "" ? id : undefined;
  });

  constructor(source: LogSource, id: string) {
    this.#source = source;
    this.id = id;
  }

  /** Reads the call, and again whenever the log has grown, until the returned function is called. */
  follow(): () => void {
    return followLog(this.#source, (signal) => this.#read(signal));
  }

  async #read(signal: AbortSignal): Promise<void> {
    try {
      const { rows, total } = await this.#source.query({ requestId: this.id }, { limit: mostLines }, signal);
      const isSame = total === this.lineCount && rows[0]?.position === this.lines.at(-1)?.position;
      if (this.isRead && isSame && this.#hasAfter()) return;
      const row = total === 0 ? undefined : await this.#readRow(signal);
      const neighbours = row && (await this.#readNeighbours(row, signal));
      this.lines = rows.toReversed();
      this.lineCount = total;
      this.row = row;
      this.neighbours = neighbours;
      this.failure = undefined;
      this.isRead = true;
    } catch (thrown) {
      if (!signal.aborted) this.failure = thrown;
    }
  }

  /** The last call of its kind may get one after it. */
  #hasAfter(): boolean {
    return this.lines.length === 0 || this.neighbours?.after !== undefined;
  }

  async #readRow(signal: AbortSignal): Promise<ExploreRow | undefined> {
    const scope = callScope([valueIs("request_id", this.id)]);
    const page = { order: byTime, at: { index: 0 }, limit: 1 };
    return (await this.#source.exploreRows(scope, page, signal)).rows[0];
  }

  async #readNeighbours(row: ExploreRow, signal: AbortSignal): Promise<NeighbourCalls | undefined> {
    const { service, operation, session_id: session } = row.event;
    if (operation === undefined) return undefined;
    const scope = callScope([
      valueIs("operation", operation),
      ...(service === undefined ? [] : [valueIs("service", service)]),
      ...(session ? [valueIs("session_id", session)] : []),
    ]);
    const page = { order: byTime, at: { position: row.position }, limit: 3 };
    const { rows } = await this.#source.exploreRows(scope, page, signal);
    const index = rows.findIndex(({ position }) => position === row.position);
    const [before, after] = index < 0 ? [] : [rows[index - 1], rows[index + 1]];
    return { ...(before && { before }), ...(after && { after }), isOfSession: Boolean(session) };
  }
}
