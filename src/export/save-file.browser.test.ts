import { afterEach, describe, expect, it, vi } from "vitest";
import { writeFile } from "./save-file.ts";

const source = new Blob(["первая\n", "вторая\n".repeat(100_000)]);

/** A place to save to as the picker gives it; OPFS files are written through the same interface. */
async function pickInto(name: string): Promise<FileSystemFileHandle> {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
  vi.stubGlobal("showSaveFilePicker", async () => handle);
  return handle;
}

afterEach(() => vi.unstubAllGlobals());

describe("writeFile", () => {
  it("writes the bytes as they are and counts up to their size", async () => {
    const handle = await pickInto("plain");
    const seen: number[] = [];
    const outcome = await writeFile(source, { name: "plain", onProgress: (done) => void seen.push(done) });
    expect(outcome).toBe("saved");
    expect(await (await handle.getFile()).text()).toBe(await source.text());
    expect(seen.at(-1)).toBe(source.size);
  });

  it("packs the bytes when asked", async () => {
    const handle = await pickInto("packed.gz");
    await writeFile(source, { name: "packed.gz", gzip: true });
    const file = await handle.getFile();
    const unpacked = new Response(file.stream().pipeThrough(new DecompressionStream("gzip")));
    expect(await unpacked.text()).toBe(await source.text());
    expect(file.size).toBeLessThan(source.size / 10);
  });

  it("leaves nothing behind when it is cancelled on the way", async () => {
    await pickInto("cancelled");
    const abort = new AbortController();
    const outcome = await writeFile(source, { name: "cancelled", onProgress: () => abort.abort() }, abort.signal);
    expect(outcome).toBe("cancelled");
    const names = await Array.fromAsync((await navigator.storage.getDirectory()).keys());
    expect(names).not.toContain("cancelled");
  });

  it("counts a closed picker as cancelled", async () => {
    vi.stubGlobal("showSaveFilePicker", async () => {
      throw new DOMException("closed", "AbortError");
    });
    expect(await writeFile(source, { name: "closed" })).toBe("cancelled");
  });

  it.each([
    ["where there is no picker", undefined],
    [
      "where the click is too long ago for the picker",
      () => Promise.reject(new DOMException("Must be handling a user gesture", "SecurityError")),
    ],
  ])("downloads under the given name %s", async (_, picker) => {
    vi.stubGlobal("showSaveFilePicker", picker);
    const clicked: HTMLAnchorElement[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push(this);
    });
    expect(await writeFile(source, { name: "tts_structured.jsonl" })).toBe("downloading");
    click.mockRestore();
    expect(clicked[0]!.download).toBe("tts_structured.jsonl");
    expect(await (await fetch(clicked[0]!.href)).text()).toBe(await source.text());
  });
});
