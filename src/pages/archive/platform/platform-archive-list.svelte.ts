import { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";
import type { ArchivedRequest } from "../../../audiokit/platform-archive/archive-readers.ts";
import type { PlatformArchive } from "../../../audiokit/platform-archive/platform-archive.ts";
import { withCallContext } from "../../../logging/call-context.ts";
import { createTimeFormat, type TimeFormat } from "../../../kit/i18n/time-format.ts";
import { archiveQuery, emptyPlatformQuery, type PlatformQuery } from "./platform-query.ts";

/** Records of one page. */
const pageSize = 50;

/** The records of the platform's archive as a list. */
export class PlatformArchiveList {
  question = $state.raw<PlatformQuery>(emptyPlatformQuery);
  requests = $state.raw<ArchivedRequest[]>([]);
  hasMore = $state(false);
  isLoading = $state(false);
  /** A list came. */
  hasLoaded = $state(false);
  failure = $state.raw<AudioKitError>();
  /** The last call's id in the log. */
  requestId = $state<string>();
  readonly #open: () => PlatformArchive;
  readonly #times: () => Pick<TimeFormat, "startOfDayMs">;
  #abort: AbortController | undefined;
  /** What the list answers; the question may have been changed since. */
  #listed = emptyPlatformQuery;

  /**
   * @param open gives the archive as it is chosen now
   * @param times the zone of the days, as it is chosen now
   */
  constructor(
    open: () => PlatformArchive,
    times: () => Pick<TimeFormat, "startOfDayMs"> = () => createTimeFormat("en"),
  ) {
    this.#open = open;
    this.#times = times;
  }

  ask(changes: Partial<PlatformQuery>): void {
    this.question = { ...this.question, ...changes };
    // That there was nothing was the answer to another question.
    if (this.requests.length === 0) this.hasLoaded = false;
  }

  /** Lists anew. */
  readonly list = (): Promise<void> => {
    this.#listed = this.question;
    this.requests = [];
    this.hasMore = this.hasLoaded = false;
    return this.#read(0);
  };

  /** Lists on behind what is there. */
  readonly more = (): void => {
    if (this.hasMore && !this.isLoading) void this.#read(this.requests.length);
  };

  readonly cancel = (): void => {
    this.#abort?.abort();
  };

  async #read(offset: number): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.isLoading = true;
    this.failure = undefined;
    const contextValues = withCallContext({ onRequestId: (id) => (this.requestId = id) });
    try {
      const query = { ...archiveQuery(this.#listed, this.#times()), limit: pageSize, offset };
      const page = await this.#open().list(query, { signal: abort.signal, contextValues });
      if (this.#abort !== abort) return;
      this.requests = [...this.requests, ...page.requests];
      this.hasMore = page.hasMore;
      this.hasLoaded = true;
    } catch (thrown) {
      if (this.#abort !== abort) return;
      const error = AudioKitError.from(thrown, abort.signal);
      if (error.kind !== "cancelled") this.failure = error;
    }
    this.isLoading = false;
  }
}
