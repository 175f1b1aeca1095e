import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import {
  findUnloadJournals,
  deleteUnloadJournal,
  isUnloadJournalKey,
  writeUnloadJournal,
  type JournalStorage,
} from "./unload-journal.ts";

function memoryStorage(room = Infinity): JournalStorage & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw new DOMException("full", "QuotaExceededError");
      values.set(key, value);
    },
    removeItem: (key) => void values.delete(key),
  };
}

const journal = (writer: string, count: number) => ({
  writer,
  batches: [
    { batch: 7, events: [...generateEvents(count)] },
    { batch: 8, events: [...generateEvents(1, 2)] },
  ],
});

describe("unload journals", () => {
  it("are read as they were written, by every writer of this log and no other", () => {
    const storage = memoryStorage();
    storage.setItem("settings", "{}");
    writeUnloadJournal(storage, "log", journal("a", 3));
    writeUnloadJournal(storage, "log", journal("b", 4));
    writeUnloadJournal(storage, "other", journal("c", 5));
    expect(findUnloadJournals(storage, "log")).toEqual([journal("a", 3), journal("b", 4)]);
    deleteUnloadJournal(storage, "log", "a");
    expect(findUnloadJournals(storage, "log")).toEqual([journal("b", 4)]);
  });

  it("keep what finds room, WARNING and worse first, and say in its batch what does not", () => {
    const storage = memoryStorage();
    const [first, second, third] = [...generateEvents(3)].map((event) => ({ ...event, level: "INFO" as const }));
    const long = { ...first!, message: "a".repeat(1_500_000) };
    const failure = { ...third!, level: "ERROR" as const, message: "b".repeat(600_000) };
    const batches = [
      { batch: 7, events: [long, second!] },
      { batch: 8, events: [failure] },
    ];
    writeUnloadJournal(storage, "log", { writer: "a", batches });
    const [found] = findUnloadJournals(storage, "log");
    const gap = { event: "system_log_gap", level: "WARNING", data: { reason: "page_left", dropped: 1 } };
    expect(found!.batches).toMatchObject([
      { batch: 7, events: [second!, { ...gap, session_id: long.session_id, seq: long.seq }] },
      { batch: 8, events: [failure] },
    ]);
  });

  it("say only what is missing where there is little space, and nothing where there is none", () => {
    const little = memoryStorage(2_000);
    writeUnloadJournal(little, "log", journal("little", 30));
    const gaps = findUnloadJournals(little, "log")[0]!.batches.flatMap((batch) => batch.events);
    expect(gaps.map(({ event, data }) => [event, data?.["dropped"]])).toEqual([
      ["system_log_gap", 30],
      ["system_log_gap", 1],
    ]);
    const none = memoryStorage(10);
    writeUnloadJournal(none, "log", journal("no room", 3));
    writeUnloadJournal(none, "log", { writer: "silent", batches: [] });
    expect(none.values.size).toBe(0);
  });

  it("are stored under the key that earlier versions wrote", () => {
    const storage = memoryStorage();
    writeUnloadJournal(storage, "log", journal("a", 1));
    expect([...storage.values.keys()]).toEqual(["log:last-words:a"]);
  });

  it("that cannot be parsed are deleted", () => {
    const storage = memoryStorage();
    writeUnloadJournal(storage, "log", journal("a", 1));
    const [key] = storage.values.keys();
    for (const broken of ["{", '"text"']) {
      storage.setItem(key!, broken);
      expect(findUnloadJournals(storage, "log")).toEqual([]);
      expect(storage.values.size).toBe(0);
    }
  });

  it("are recognised by their key", () => {
    const storage = memoryStorage();
    writeUnloadJournal(storage, "log", journal("a", 1));
    const [key] = storage.values.keys();
    expect(isUnloadJournalKey(key!, "log")).toBe(true);
    expect([null, "settings", "log"].map((other) => isUnloadJournalKey(other, "log"))).toEqual([false, false, false]);
  });
});
