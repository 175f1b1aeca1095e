import { afterEach, expect, it, vi } from "vitest";
import { writeFile } from "./save-file.ts";
import { canShareFiles } from "./share-file.ts";

afterEach(() => vi.unstubAllGlobals());

/** A browser that shares files, or answers a share with an error of this name; and one that saves through a picker. */
function setup(error?: string) {
  const shared: { name: string; type: string; text: Promise<string> }[] = [];
  const picked: string[] = [];
  const share = ({ files: [file] }: { files: [File] }) => {
    if (error !== undefined) return Promise.reject(new DOMException("no", error));
    shared.push({ name: file.name, type: file.type, text: file.text() });
    return Promise.resolve();
  };
  vi.stubGlobal("navigator", { canShare: ({ files }: { files: File[] }) => files.length === 1, share });
  vi.stubGlobal("showSaveFilePicker", ({ suggestedName }: { suggestedName: string }) => {
    picked.push(suggestedName);
    return Promise.reject(new DOMException("closed", "AbortError"));
  });
  return { shared, picked };
}

it("hands a file to another app under its name, packed where that is wanted", async () => {
  const { shared, picked } = setup();
  const outcome = await writeFile(new Blob(["{}\n"]), { name: "log.jsonl", shares: true });
  await writeFile(new Blob(["{}\n"]), { name: "log.jsonl.gz", shares: true, gzip: true });
  expect([outcome, picked, shared.map(({ name, type }) => [name, type])]).toEqual([
    "shared",
    [],
    [
      ["log.jsonl", "text/plain"],
      ["log.jsonl.gz", "application/gzip"],
    ],
  ]);
  expect(await shared[0]!.text).toBe("{}\n");
  expect(await shared[1]!.text).not.toContain("{}");
});

it("saves what the browser does not share, and nothing when the person changes their mind", async () => {
  const refused = setup("NotAllowedError");
  expect(await writeFile(new Blob(["{}\n"]), { name: "log.jsonl", shares: true })).toBe("cancelled");
  expect(refused.picked).toEqual(["log.jsonl"]);
  const closed = setup("AbortError");
  expect(await writeFile(new Blob(["{}\n"]), { name: "log.jsonl", shares: true })).toBe("cancelled");
  expect(closed.picked).toEqual([]);
});

it("is not offered where the browser knows no sharing of files", () => {
  setup();
  expect(canShareFiles()).toBe(true);
  vi.stubGlobal("navigator", {});
  expect(canShareFiles()).toBe(false);
});
