import { ArchiveError } from "../../../../local-archive/archive-error.ts";
import type { Keepsake, PageArchive } from "../../../../app/page-archive.ts";

/** A recording of the microphone as the archive would keep it, and which one it is. */
export interface LiveKeepsake extends Keepsake {
  recordingId: string;
}

/** Keeping recordings in the archive of this browser. */
export class Archiving {
  /** Why the last one was not kept; `full` can be helped. */
  failure = $state<"full" | "other">();
  #keptIds = $state.raw<readonly string[]>([]);
  readonly #archive: Pick<PageArchive, "keep" | "keepIfWanted">;
  readonly #keepsake: () => Promise<LiveKeepsake | undefined>;

  /** @param keepsake what is to be kept now; undefined when there is nothing */
  constructor(archive: Pick<PageArchive, "keep" | "keepIfWanted">, keepsake: () => Promise<LiveKeepsake | undefined>) {
    this.#archive = archive;
    this.#keepsake = keepsake;
  }

  isKept(recordingId: string): boolean {
    return this.#keptIds.includes(recordingId);
  }

  /** Keeps it because the person asked. */
  readonly keep = async (): Promise<void> => {
    const keepsake = await this.#keepsake();
    if (!keepsake) return;
    this.failure = undefined;
    try {
      await this.#archive.keep(keepsake);
      this.#note(keepsake);
    } catch (thrown) {
      this.failure = thrown instanceof ArchiveError && thrown.kind === "full" ? "full" : "other";
    }
  };

  /** Keeps it where the settings say that recordings are kept. */
  async keepIfWanted(): Promise<void> {
    const keepsake = await this.#keepsake();
    if (keepsake && (await this.#archive.keepIfWanted(keepsake)) !== undefined) this.#note(keepsake);
  }

  #note({ recordingId }: LiveKeepsake): void {
    this.#keptIds = [...this.#keptIds, recordingId];
  }
}
