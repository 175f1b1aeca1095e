import { SvelteMap } from "svelte/reactivity";
import type { ImportedLog } from "../../store/log-store.ts";
import { exportGroupNotes, importGroupNotes, readGroupNotes, type GroupNotes } from "../error-groups/group-notes.ts";

/** Notes of a bundle that wait for an answer, for the person has others about the same log. */
interface WaitingNotes {
  /** What notes are kept under. */
  key: string;
  notes: GroupNotes;
}

/** Grouping rules and states of groups that bundles bring: taken at once where there are none, else the person is asked. */
export class BroughtNotes {
  readonly #waiting = new SvelteMap<string, WaitingNotes>();
  readonly #problems = new SvelteMap<string, string>();

  /** What waits for an answer. @param logId of an imported log */
  waitingFor(logId: string): GroupNotes | undefined {
    return this.#waiting.get(logId)?.notes;
  }

  /** Why the notes of a bundle were not taken, in English. */
  problemOf(logId: string): string | undefined {
    return this.#problems.get(logId);
  }

  /** Takes the notes of a bundle, which may be anything. Never throws. */
  take({ id, fingerprint }: Pick<ImportedLog, "id" | "fingerprint">, groups: unknown): void {
    this.#waiting.delete(id);
    this.#problems.delete(id);
    if (groups === undefined) return;
    const notes = readGroupNotes(groups);
    if (Array.isArray(notes)) return void this.#problems.set(id, notes.map(({ place, problem }) => `${place}: ${problem}`)[0] ?? ""); // prettier-ignore
    const waiting = { key: fingerprint ?? id, notes };
    const own = exportGroupNotes(waiting.key);
    const isSame = JSON.stringify(own) === JSON.stringify(notes);
    if (own.rules.length + own.states.length > 0 && !isSame) this.#waiting.set(id, waiting);
    else this.#keep(id, waiting);
  }

  /** Answers whether the notes that wait take the place of the person's own. */
  answer(logId: string, isTaken: boolean): void {
    const waiting = this.#waiting.get(logId);
    this.#waiting.delete(logId);
    if (waiting !== undefined && isTaken) this.#keep(logId, waiting);
  }

  #keep(logId: string, { key, notes }: WaitingNotes): void {
    try {
      importGroupNotes(key, notes);
    } catch (error) {
      this.#problems.set(logId, String(error));
    }
  }
}
