import { describe, expect, it } from "vitest";
import { droppedFiles } from "./dropped-files.ts";

const entryOf = (file: File) => ({
  name: file.name,
  isDirectory: false,
  file: (done: (file: File) => void) => done(file),
});

/** A folder as a browser gives it: its entries two at a time, none at the end. */
function folder(name: string, ...entries: object[]) {
  const createReader = () => {
    let at = 0;
    return { readEntries: (done: (some: object[]) => void) => done(entries.slice(at, (at += 2))) };
  };
  return { name, isDirectory: true, createReader };
}

function dropOf(...entries: { name: string; isDirectory: boolean }[]): DataTransfer {
  const items = entries.map((entry) => ({
    kind: "file",
    webkitGetAsEntry: () => entry,
    getAsFile: () => (entry.isDirectory ? null : new File(["given"], entry.name)),
  }));
  return { items: [{ kind: "string" }, ...items] } as unknown as DataTransfer;
}

const file = (name: string) => entryOf(new File(["line"], name));
const namesOf = async (transfer: DataTransfer) => (await droppedFiles(transfer)).map(({ name }) => name);

describe("droppedFiles", () => {
  it("are those that were dropped and those of folders, at any depth, without hidden ones", async () => {
    const inner = folder("old", file("app.log.2"), file(".DS_Store"), file("app.log.3"));
    const dropped = dropOf(file("a.log"), folder("logs", file("app.log"), file("app.log.1"), inner), file("b.log"));
    expect(await namesOf(dropped)).toEqual(["a.log", "app.log", "app.log.1", "app.log.2", "app.log.3", "b.log"]);
  });

  it("are at most 1000", async () => {
    const many = Array.from({ length: 1001 }, (_, at) => file(`${String(at)}.log`));
    expect(await namesOf(dropOf(folder("logs", ...many.slice(1))))).toHaveLength(1000);
    await expect(namesOf(dropOf(folder("logs", ...many)))).rejects.toThrow("more than 1000 files");
  });
});
