import { SvelteMap } from "svelte/reactivity";
import { isNewerDatabase } from "../../../basics/newer-database.ts";
import type { ArchiveItem, PageArchive } from "../../../app/page-archive.ts";
import { isQuotaExceeded } from "../../../local-archive/archive-error.ts";

/**
 * Why a sound was not saved: there is no room for it (`full`), a newer version of the program made the archive (`newer`), or the
 * browser refuses its storage (`blocked`).
 */
export type ArchiveSaveFailure = "full" | "newer" | "blocked";

/** How one save stands. */
export type ArchiveSave =
  | { state: "saving" }
  | { state: "saved"; audioId: string }
  | { state: "failed"; reason: ArchiveSaveFailure };

/** Saves what a page shows to the archive of this browser and remembers how each save ended. */
export class ArchiveSaves {
  readonly #archive: Pick<PageArchive, "save" | "saveIfEnabled">;
  readonly #saves = new SvelteMap<string, ArchiveSave>();

  constructor(archive: Pick<PageArchive, "save" | "saveIfEnabled">) {
    this.#archive = archive;
  }

  /** How the save of a sound stands; undefined before the first attempt. @param soundId unique on the page */
  of(soundId: string): ArchiveSave | undefined {
    return this.#saves.get(soundId);
  }

  /** Saves because the person asked. Never rejects: a failure is part of the state. */
  async save(soundId: string, item: ArchiveItem): Promise<void> {
    this.#saves.set(soundId, { state: "saving" });
    try {
      this.#saves.set(soundId, { state: "saved", audioId: await this.#archive.save(item) });
    } catch (thrown) {
      this.#saves.set(soundId, { state: "failed", reason: archiveSaveFailure(thrown) });
    }
  }

  /** Saves where the settings say so. Never rejects. */
  async saveIfEnabled(soundId: string, item: ArchiveItem): Promise<void> {
    const audioId = await this.#archive.saveIfEnabled(item);
    if (audioId !== undefined) this.#saves.set(soundId, { state: "saved", audioId });
  }
}

/** Why a save failed. */
export function archiveSaveFailure(thrown: unknown): ArchiveSaveFailure {
  if (isQuotaExceeded(thrown)) return "full";
  return isNewerDatabase(thrown) ? "newer" : "blocked";
}
