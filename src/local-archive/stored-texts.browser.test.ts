import { Dexie } from "dexie";
import { afterEach, describe, expect, it } from "vitest";
import { createValueRemoval } from "../basics/value-removal.ts";
import { onRedaction } from "./redaction-notices.ts";
import { scanStoredTexts } from "./stored-texts.ts";

const removal = createValueRemoval("s3cr/t=7", "[-]");
const includes = (name: string) => name.startsWith("ours-");

afterEach(async () => {
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

/** A database that this program does not know, with keys inside and beside its records. */
async function fill(name: string) {
  const database = new Dexie(name);
  database.version(3).stores({ inside: "id, text", beside: "", sounds: "" });
  await database.table("inside").bulkAdd([
    { id: "a", text: "s3cr/t=7", deep: [{ note: "x s3cr%2Ft%3D7" }], sound: new Blob(["s3cr/t=7"]) },
    { id: "b", text: "nothing" },
  ]);
  await database.table("beside").add("plain s3cr/t=7", "key");
  await database.table("sounds").add(new Blob(["s3cr/t=7"]), "a");
  const contents = async () => ({
    inside: await database.table("inside").toArray(),
    beside: await database.table("beside").toArray(),
  });
  return { contents, close: () => database.close() };
}

describe("scanStoredTexts", () => {
  it("counts records of any table of any database that is included, and changes nothing", async () => {
    const [ours, other] = [await fill("ours-x"), await fill("other")];
    const before = await ours.contents();
    expect(await scanStoredTexts(removal, { includes, redacts: false })).toEqual([
      { database: "ours-x", table: "beside", records: 1, occurrences: 1 },
      { database: "ours-x", table: "inside", records: 1, occurrences: 2 },
    ]);
    expect(await ours.contents()).toEqual(before);
    ours.close();
    other.close();
  });

  it("rewrites only the records that hold the value, leaves sound and other databases, and tells all tabs", async () => {
    const [ours, other] = [await fill("ours-x"), await fill("other")];
    const told = new Promise<void>((resolve) => {
      const end = onRedaction(() => {
        end();
        resolve();
      });
    });
    await scanStoredTexts(removal, { includes, redacts: true });
    await told;
    const { inside, beside } = await ours.contents();
    expect(inside).toMatchObject([
      { id: "a", text: "[-]", deep: [{ note: "x [-]" }] },
      { id: "b", text: "nothing" },
    ]);
    expect(await (inside[0] as { sound: Blob }).sound.text()).toBe("s3cr/t=7");
    expect(beside).toEqual(["plain [-]"]);
    expect((await other.contents()).beside).toEqual(["plain s3cr/t=7"]);
    expect(await scanStoredTexts(removal, { includes, redacts: true })).toEqual([]);
    ours.close();
    other.close();
  });

  it("takes the words of a text with it, where the value is several of them", async () => {
    const database = new Dexie("ours-words");
    database.version(1).stores({ transcripts: "id" });
    const transcripts = database.table("transcripts");
    const words = ["call", "Anna", "Smith"].map((text) => ({ text, startMs: 0, endMs: 1, confidence: 1 }));
    const other = { id: "b", text: "call Anna", words: words.slice(0, 2) };
    await transcripts.bulkAdd([{ id: "a", text: "call Anna Smith", words }, other]);
    const name = createValueRemoval("Anna Smith", "[-]");
    await scanStoredTexts(name, { includes, redacts: true });
    expect(await transcripts.toArray()).toEqual([{ id: "a", text: "call [-]" }, other]);
    database.close();
  });

  it("ends between two tables when it is aborted", async () => {
    const ours = await fill("ours-x");
    expect(await scanStoredTexts(removal, { includes, redacts: true, signal: AbortSignal.abort() })).toEqual([]);
    expect((await ours.contents()).beside).toEqual(["plain s3cr/t=7"]);
    ours.close();
  });
});
