import { ArchiveError } from "../../../../local-archive/archive-error.ts";
import type { ArchiveItem, PageArchive } from "../../../../app/page-archive.ts";

/** A recording of the microphone as the archive would keep it, and which one it is. */
export interface RecordingArchiveItem extends ArchiveItem {
  recordingId: string;
}

/** Keeping recordings in the archive of this browser. */
export class RecordingArchiver {
  /** Why the last one was not kept; `full` can be helped. */
  failure = $state<"full" | "blocked">();
  #keptIds = $state.raw<readonly string[]>([]);
  readonly #archive: Pick<PageArchive, "keep" | "keepIfWanted">;
  readonly #archiveItem: () => Promise<RecordingArchiveItem | undefined>;

  /** @param archiveItem what is to be kept now; undefined when there is nothing */
  constructor(
    archive: Pick<PageArchive, "keep" | "keepIfWanted">,
    archiveItem: () => Promise<RecordingArchiveItem | undefined>,
  ) {
    this.#archive = archive;
    this.#archiveItem = archiveItem;
  }

  isKept(recordingId: string): boolean {
    return this.#keptIds.includes(recordingId);
  }

  /** Keeps it because the person asked. */
  readonly keep = async (): Promise<void> => {
    const archiveItem = await this.#archiveItem();
    if (!archiveItem) return;
    this.failure = undefined;
    try {
      await this.#archive.keep(archiveItem);
      this.#note(archiveItem);
    } catch (thrown) {
      this.failure = thrown instanceof ArchiveError && thrown.kind === "full" ? "full" : "blocked";
    }
  };

  /** Keeps it where the settings say that recordings are kept. */
  async keepIfWanted(): Promise<void> {
    const archiveItem = await this.#archiveItem();
    if (archiveItem && (await this.#archive.keepIfWanted(archiveItem)) !== undefined) this.#note(archiveItem);
  }

  #note({ recordingId }: RecordingArchiveItem): void {
    this.#keptIds = [...this.#keptIds, recordingId];
  }
}
