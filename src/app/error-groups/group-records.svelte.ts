import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { readLogAddress } from "../imported-logs/log-address.ts";
import { isSameGroup } from "./group-key.ts";
import {
  exportGroupNotes,
  importGroupNotes,
  noNotes,
  notesStorageKey,
  readGroupNotes,
  type GroupNotes,
  type GroupState,
} from "./group-notes.ts";
import type { GroupingRule } from "./grouping-rule.ts";

/** What records are made from. */
export interface GroupRecordsDeps {
  /** Takes secrets in use out of a text. */
  scrub: LiveSecrets["scrub"];
  storage?: () => Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Tells of changes by `storage` events. */
  tabs?: EventTarget;
}

/**
 * Rules and states of the groups of one log, kept in this browser. Reading them in markup follows every change, in this tab or
 * another. Where nothing can be stored they hold until the page is closed.
 */
export class GroupRecords {
  readonly #log: string;
  readonly #deps: Required<GroupRecordsDeps>;
  #notes = $state.raw<GroupNotes>(noNotes);

  /** @param set the imported log, as addresses name it; empty: the live one */
  constructor(set: string, { scrub, storage = () => localStorage, tabs = globalThis }: GroupRecordsDeps) {
    this.#log = readLogAddress(set).key;
    this.#deps = { scrub, storage, tabs };
    this.#notes = exportGroupNotes(this.#log, storage);
  }

  get notes(): GroupNotes {
    return this.#notes;
  }

  /** The rules are other ones only where they read otherwise: a note makes nothing be read again. */
  readonly #rulesText = $derived(JSON.stringify(this.#notes.rules));
  readonly rules = $derived(JSON.parse(this.#rulesText) as GroupingRule[]);

  /** Follows what other tabs, an opened bundle or a removal of a value change, until the returned function is called. */
  readonly follow = (): (() => void) => {
    const { tabs, storage } = this.#deps;
    const changed = (event: Event): void => {
      const { key } = event as StorageEvent;
      if (key === null || key === notesStorageKey(this.#log)) this.#notes = exportGroupNotes(this.#log, storage);
    };
    tabs.addEventListener("storage", changed);
    return () => tabs.removeEventListener("storage", changed);
  };

  /** Notes the state of a group. False: a secret in use stands in the note, or it is too long; nothing is changed then. */
  setState(state: GroupState): boolean {
    const others = this.#notes.states.filter(({ key }) => !isSameGroup(key, state.key));
    const isNothing = state.state === "open" && state.note === "";
    return this.#keep({ ...this.#notes, states: isNothing ? others : [...others, state] });
  }

  /** Adds a rule, behind the others. False: it is there already, a secret in use stands in it, or there are too many. */
  addRule(rule: GroupingRule): boolean {
    if (this.#notes.rules.some((one) => isSameRule(one, rule))) return false;
    return this.#keep({ ...this.#notes, rules: [...this.#notes.rules, rule] });
  }

  /** Removes a rule: the failures are grouped as if it had never been. */
  removeRule(rule: GroupingRule): void {
    this.#keep({ ...this.#notes, rules: this.#notes.rules.filter((one) => !isSameRule(one, rule)) });
  }

  #keep(changed: GroupNotes): boolean {
    const notes = readGroupNotes(changed);
    const text = JSON.stringify(changed);
    if (Array.isArray(notes) || this.#deps.scrub(text) !== text) return false;
    this.#notes = notes;
    try {
      importGroupNotes(this.#log, notes, this.#deps.storage, this.#deps.tabs);
    } catch {
      // Refused or full: it holds until the page is closed.
    }
    return true;
  }
}

const isSameRule = (one: GroupingRule, other: GroupingRule) => JSON.stringify(one) === JSON.stringify(other);
