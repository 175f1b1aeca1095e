import {
  exportGroupNotes,
  importGroupNotes,
  type GroupNotes,
  type GroupStateName,
} from "../../app/error-groups/group-notes.ts";
import { isSameGroup } from "../../app/error-groups/group-key.ts";

/** State and note of one group of failures, as they are stored in this browser; changes in other tabs are seen. */
export class GroupNote {
  readonly #log: string;
  readonly #key: string;
  readonly #now: () => number;
  #notes = $state.raw<GroupNotes>()!;
  /** The browser refused to store the last change. */
  isRefused = $state(false);

  readonly #stored = $derived.by(() => this.#notes.states.find(({ key }) => isSameGroup(key, this.#key)));
  readonly state: GroupStateName = $derived(this.#stored?.state ?? "open");
  readonly text = $derived(this.#stored?.note ?? "");

  /** @param log fingerprint or id of the imported log; empty: the live one @param key of the group */
  constructor(log: string, key: string, now: () => number = Date.now) {
    this.#log = log;
    this.#key = key;
    this.#now = now;
    this.#notes = exportGroupNotes(log);
  }

  /** The same while nothing but states and notes changes. */
  readonly #rulesText = $derived(JSON.stringify(this.#notes.rules));
  /** Rules of grouping of the log. */
  readonly rules = $derived(JSON.parse(this.#rulesText) as GroupNotes["rules"]);

  /** Whether a resolved group has a later call. @param lastMs of its last call */
  cameBack(lastMs: number): boolean {
    return this.#stored?.state === "resolved" && lastMs > this.#stored.sinceMs;
  }

  /** Follows changes of other tabs and pages until the returned function is called. */
  follow(target: EventTarget = globalThis): () => void {
    const read = () => void (this.#notes = exportGroupNotes(this.#log));
    target.addEventListener("storage", read);
    return () => target.removeEventListener("storage", read);
  }

  setState(state: GroupStateName): void {
    this.#store({ state, note: this.text, sinceMs: this.#now() });
  }

  setText(note: string): void {
    this.#store({ state: this.state, note, sinceMs: this.#stored?.sinceMs ?? this.#now() });
  }

  #store(change: { state: GroupStateName; note: string; sinceMs: number }): void {
    const key = this.#stored?.key ?? this.#key;
    const others = this.#notes.states.filter((one) => one !== this.#stored);
    const isNothing = change.state === "open" && change.note === "";
    const states = isNothing ? others : [...others, { key, ...change }];
    try {
      this.isRefused = importGroupNotes(this.#log, { ...this.#notes, states }).length > 0;
    } catch {
      this.isRefused = true;
    }
    this.#notes = exportGroupNotes(this.#log);
  }
}
