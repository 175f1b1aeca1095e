import { describe, expect, it } from "vitest";
import { exportGroupNotes, importGroupNotes, noNotes, notesStorageKey, readGroupNotes } from "./group-notes.ts";
import { GroupRecords } from "./group-records.svelte.ts";
import { stateOfGroup } from "./state-of-group.ts";

const merge = { is: "merge", name: "Models", keys: ["a", "b"] } as const;
const notes = {
  version: 1 as const,
  rules: [
    { ...merge, keys: [...merge.keys] },
    { is: "split" as const, key: "c", path: "service" },
    { is: "normalise" as const, pattern: "port *", word: "a port" },
    { is: "operations" as const },
  ],
  states: [{ key: "a", state: "known" as const, note: "T-1", sinceMs: 5 }],
};

/** Storage of one browser, and what its pages are told by. */
function browser() {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  const tabs = new EventTarget();
  const records = (set = "", scrub = (text: string) => text) =>
    new GroupRecords(set, { scrub, storage: () => storage, tabs });
  return { stored, storage: () => storage, tabs, records };
}

describe("notes", () => {
  it("are exported as they were imported, for each log by itself", () => {
    const { stored, storage, tabs } = browser();
    expect(importGroupNotes("abc", JSON.parse(JSON.stringify(notes)), storage, tabs)).toEqual([]);
    expect(exportGroupNotes("abc", storage)).toEqual(notes);
    expect(exportGroupNotes("", storage)).toEqual(noNotes);
    expect([...stored.keys()]).toEqual([notesStorageKey("abc")]);
    expect(importGroupNotes("abc", noNotes, storage, tabs)).toEqual([]);
    expect([...stored.keys()]).toEqual([]);
  });

  it.each([
    ["version", { ...notes, version: 2 }],
    ["rules.0.keys", { ...notes, rules: [{ ...merge, keys: ["a"] }] }],
    ["rules.0.pattern", { ...notes, rules: [{ is: "normalise", pattern: "**", word: "x" }] }],
    ["rules.0.is", { ...notes, rules: [{ is: "script" }] }],
    ["rules", { ...notes, rules: [merge, { ...merge, keys: ["d", "e"] }] }],
    ["states.0.note", { ...notes, states: [{ ...notes.states[0], note: "x".repeat(4001) }] }],
    ["states.0.sinceMs", { ...notes, states: [{ ...notes.states[0], sinceMs: -1 }] }],
    ["", "no notes"],
  ])("with a mistake at %s are refused with its place, and change nothing", (place, wrong) => {
    const { storage, tabs } = browser();
    importGroupNotes("", notes, storage, tabs);
    expect(importGroupNotes("", wrong, storage, tabs)[0]).toMatchObject({ place });
    expect(exportGroupNotes("", storage)).toEqual(notes);
  });

  it("that are no JSON of ours count as none", () => {
    const { storage } = browser();
    storage().setItem(notesStorageKey(""), "{");
    expect(exportGroupNotes("", storage)).toEqual(noNotes);
    expect(readGroupNotes({ ...notes, more: 1 })).toEqual(notes);
  });
});

describe("GroupRecords", () => {
  it("adds a rule once, and has none when it is removed", () => {
    const { records, storage } = browser();
    const own = records("abc.12.name of the log");
    const rule = { ...merge, keys: [...merge.keys] };
    expect([own.addRule(rule), own.addRule({ ...rule })]).toEqual([true, false]);
    expect(exportGroupNotes("abc", storage).rules).toEqual([rule]);
    own.removeRule({ ...rule });
    expect([own.notes, exportGroupNotes("abc", storage)]).toEqual([noNotes, noNotes]);
  });

  it("refuses a rule of a name that another has, and a note with a secret in use", () => {
    const { records } = browser();
    const own = records("", (text) => text.replaceAll("hunter2", "***"));
    expect(own.addRule({ ...merge, keys: ["a", "b"] })).toBe(true);
    expect(own.addRule({ ...merge, keys: ["c", "d"] })).toBe(false);
    expect(own.setState({ key: "a", state: "known", note: "it is hunter2", sinceMs: 1 })).toBe(false);
    expect(own.notes.states).toEqual([]);
  });

  it("follows what another tab or an opened bundle changes", () => {
    const { records, storage, tabs } = browser();
    const own = records();
    const stop = own.follow();
    importGroupNotes("", notes, storage, tabs);
    expect(own.notes).toEqual(notes);
    stop();
    importGroupNotes("", noNotes, storage, tabs);
    expect(own.notes).toEqual(notes);
  });

  it("holds what cannot be stored", () => {
    const full = {
      getItem: () => null,
      removeItem: () => undefined,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    const own = new GroupRecords("", { scrub: (text) => text, storage: () => full, tabs: new EventTarget() });
    expect(own.setState({ key: "a", state: "known", note: "", sinceMs: 1 })).toBe(true);
    expect(own.notes.states).toHaveLength(1);
  });

  it("has one state for an outage, whatever minute its beginning was found at", () => {
    const { records } = browser();
    const own = records();
    own.setState({ key: "x · outage of 2026-11-24T13:05Z", state: "known", note: "", sinceMs: 1 });
    own.setState({ key: "x · outage of 2026-11-24T13:00Z", state: "resolved", note: "", sinceMs: 1 });
    expect(own.notes.states.map(({ state }) => state)).toEqual(["resolved"]);
    own.setState({ key: "x · outage of 2026-11-25T13:00Z", state: "known", note: "", sinceMs: 1 });
    expect(own.notes.states).toHaveLength(2);
  });
});

describe("stateOfGroup", () => {
  const states = [{ key: "a", state: "resolved" as const, note: "fixed", sinceMs: 1_000 }];
  const stateAt = (lastMs: number, key = "a") => stateOfGroup({ states }, { key, lastMs });

  it("says that a resolved group came back when a call failed so later, and is open again", () => {
    expect(stateAt(1_000)).toMatchObject({ state: "resolved", cameBack: false });
    expect(stateAt(1_001)).toMatchObject({ state: "open", note: "fixed", cameBack: true });
    expect(stateAt(1_001, "b")).toEqual({ state: "open", note: "", cameBack: false });
  });
});
