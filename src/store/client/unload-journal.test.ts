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

const words = (writer: string, count: number) => ({
  writer,
  batches: [
    { batch: 7, events: [...generateEvents(count)] },
    { batch: 8, events: [...generateEvents(1, 2)] },
  ],
});

describe("last words", () => {
  it("come back as they were left, of every writer of this log and of no other", () => {
    const storage = memoryStorage();
    storage.setItem("settings", "{}");
    writeUnloadJournal(storage, "log", words("a", 3));
    writeUnloadJournal(storage, "log", words("b", 4));
    writeUnloadJournal(storage, "other", words("c", 5));
    expect(findUnloadJournals(storage, "log")).toEqual([words("a", 3), words("b", 4)]);
    deleteUnloadJournal(storage, "log", "a");
    expect(findUnloadJournals(storage, "log")).toEqual([words("b", 4)]);
  });

  it("are left whole or not at all: never more than half a million characters, nothing where there is no room", () => {
    const storage = memoryStorage();
    writeUnloadJournal(storage, "log", words("long", 3_000));
    writeUnloadJournal(memoryStorage(10), "log", words("no room", 3));
    writeUnloadJournal(storage, "log", { writer: "silent", batches: [] });
    expect(storage.values.size).toBe(0);
  });

  it("that cannot be read are removed", () => {
    const storage = memoryStorage();
    writeUnloadJournal(storage, "log", words("a", 1));
    const [key] = storage.values.keys();
    for (const broken of ["{", '"text"']) {
      storage.setItem(key!, broken);
      expect(findUnloadJournals(storage, "log")).toEqual([]);
      expect(storage.values.size).toBe(0);
    }
  });

  it("are told from other changes of the storage by their key", () => {
    const storage = memoryStorage();
    writeUnloadJournal(storage, "log", words("a", 1));
    const [key] = storage.values.keys();
    expect(isUnloadJournalKey(key!, "log")).toBe(true);
    expect([null, "settings", "log"].map((other) => isUnloadJournalKey(other, "log"))).toEqual([false, false, false]);
  });
});
