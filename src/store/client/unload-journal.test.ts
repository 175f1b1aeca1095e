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

  it("are written whole or not at all: at most half a million characters, nothing where there is no space", () => {
    const storage = memoryStorage();
    writeUnloadJournal(storage, "log", journal("long", 3_000));
    writeUnloadJournal(memoryStorage(10), "log", journal("no room", 3));
    writeUnloadJournal(storage, "log", { writer: "silent", batches: [] });
    expect(storage.values.size).toBe(0);
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
