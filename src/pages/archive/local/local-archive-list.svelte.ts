import type { ArchiveEntry } from "../../../local-archive/archive-records.ts";
import type { ArchiveUsage, LocalArchive } from "../../../local-archive/local-archive.ts";
import { kindSources, type ShownKind } from "./sound-kinds.ts";

/** Sounds that are read at once; more come as the list is scrolled. */
const pageSize = 100;

/** Dependencies of the list. */
export interface LocalArchiveListDeps {
  open: () => Promise<LocalArchive>;
  /** Deletes one sound; logged by whoever hands it in. */
  deleteOne: (audioId: string) => Promise<void>;
  /** Called with what was deleted. */
  ondeleted: (audioIds: string[]) => void;
}

/** The sounds of this browser's archive as a list: searched, narrowed, deleted. */
export class LocalArchiveList {
  search = $state("");
  kind = $state<ShownKind>("all");
  /** Newest first, as far as they were read. */
  entries = $state.raw<ArchiveEntry[]>([]);
  /** All that match. */
  total = $state(0);
  usage = $state.raw<ArchiveUsage>();
  isLoading = $state(false);
  hasLoaded = $state(false);
  /** Why the archive could not be read or changed. */
  failure = $state.raw<Error>();
  /** Ids that wait for the person's confirmation to be deleted. */
  pendingDelete = $state.raw<string[]>([]);
  isDeleting = $state(false);
  readonly isEmpty = $derived(this.hasLoaded && this.usage?.audios === 0);
  readonly #deps: LocalArchiveListDeps;
  /** Counts questions: a late answer gives way to a newer one. */
  #requests = 0;

  constructor(deps: LocalArchiveListDeps) {
    this.#deps = deps;
  }

  /** Reads the list anew, from its beginning. */
  readonly load = (): Promise<void> => this.#read(0);

  /** Reads on behind what is there. */
  readonly more = (): void => {
    if (!this.isLoading && this.entries.length < this.total) void this.#read(this.entries.length);
  };

  readonly show = (kind: ShownKind): void => {
    this.kind = kind;
    void this.load();
  };

  /** Asks about one sound. */
  readonly ask = (audioId: string): void => {
    this.pendingDelete = [audioId];
  };

  /** Asks about every sound that the list shows now, read or not. */
  readonly askAll = async (): Promise<void> => {
    this.pendingDelete = (await this.matching()) ?? [];
  };

  /** Ids of every sound that the list shows now; undefined when they could not be read; `failure` then says why. */
  async matching(): Promise<string[] | undefined> {
    try {
      const archive = await this.#deps.open();
      const { entries } = await archive.list({ ...this.#request(), limit: Infinity });
      return entries.map(({ audio }) => audio.id);
    } catch (thrown) {
      this.failure = asError(thrown);
      return undefined;
    }
  }

  readonly spare = (): void => {
    this.pendingDelete = [];
  };

  /** Deletes what was confirmed. */
  readonly deleteDoomed = async (): Promise<void> => {
    this.isDeleting = true;
    const gone: string[] = [];
    try {
      for (const audioId of this.pendingDelete) {
        await this.#deps.deleteOne(audioId);
        gone.push(audioId);
      }
    } catch (thrown) {
      this.failure = asError(thrown);
    }
    this.pendingDelete = [];
    this.isDeleting = false;
    this.#deps.ondeleted(gone);
    await this.load();
  };

  #request() {
    return { search: this.search, ...(this.kind !== "all" && { sources: kindSources[this.kind] }) };
  }

  async #read(offset: number): Promise<void> {
    const mine = ++this.#requests;
    this.isLoading = true;
    try {
      const archive = await this.#deps.open();
      const [list, usage] = await Promise.all([
        archive.list({ ...this.#request(), limit: pageSize, offset }),
        archive.usage(),
      ]);
      if (mine !== this.#requests) return;
      this.entries = offset === 0 ? list.entries : [...this.entries, ...list.entries];
      this.total = list.total;
      this.usage = usage;
      this.failure = undefined;
      this.hasLoaded = true;
    } catch (thrown) {
      if (mine === this.#requests) this.failure = asError(thrown);
    }
    if (mine === this.#requests) this.isLoading = false;
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
