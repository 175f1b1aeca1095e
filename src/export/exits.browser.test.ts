import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pcmBytes, writeWav } from "../audio/wav.ts";
import { createLiveSecrets } from "../basics/live-secrets.ts";
import { secretForms } from "../basics/secret-forms.ts";
import { zipFiles } from "../basics/zip-files.ts";
import { createExits, type Exits, type Refusal } from "./exits.ts";

const secret = "live-Token+0123/456789=abcdef";

function setup() {
  const refusals: Refusal[] = [];
  const secrets = createLiveSecrets();
  secrets.learn("token", secret);
  const exits = createExits(secrets, (refusal) => void refusals.push(refusal));
  return { exits, refusals };
}

/** What left: names of downloads and files, and texts. */
let left: string[] = [];

beforeEach(() => {
  left = [];
  vi.stubGlobal("showSaveFilePicker", async ({ suggestedName }: { suggestedName: string }) => {
    left.push(suggestedName);
    return (await navigator.storage.getDirectory()).getFileHandle("saved", { create: true });
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    left.push(this.download);
  });
  vi.spyOn(navigator.clipboard, "writeText").mockImplementation(async (text) => void left.push(text));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Every way out, with a content. A way that is not listed here does not compile, and fails the first test. */
const ways = {
  saveFile: (exits: Exits, content: string) => exits.saveFile(new Blob([content]), { name: "a.txt" }),
  saveBytes: (exits: Exits, content: string) => exits.saveBytes("a.txt", content, "text/plain"),
  copyText: (exits: Exits, content: string) => exits.copyText(content),
} satisfies Record<keyof Exits, unknown>;

describe("createExits", () => {
  it("has no way out that this test does not try", () => {
    expect(Object.keys(ways).sort()).toEqual(Object.keys(setup().exits).sort());
  });

  it.each(Object.entries(ways))("%s refuses a secret in use in every form, and lets nothing out", async (_, leave) => {
    const { exits, refusals } = setup();
    const forms = secretForms(secret);
    for (const form of forms) expect(await leave(exits, `first line\nsecond ${form} line\n`), form).toBe("refused");
    expect(left).toEqual([]);
    expect(refusals).toHaveLength(forms.length);
    for (const refusal of refusals) expect(refusal).toMatchObject({ kind: "token", line: 2 });
    expect(JSON.stringify(refusals)).not.toContain("live-Tok");
  });

  it("says that copying failed where the page has no clipboard, as without a secure context", async () => {
    vi.stubGlobal("navigator", { clipboard: undefined });
    expect(await setup().exits.copyText("harmless")).toBe("copyFailed");
  });

  it.each(Object.entries(ways))("%s lets out what holds no secret", async (_, leave) => {
    const { exits, refusals } = setup();
    expect(await leave(exits, "live music\ntoken of thanks\n")).not.toBe("refused");
    expect(left).toHaveLength(1);
    expect(refusals).toEqual([]);
  });

  it("refuses a secret in the name of a file, which the refusal does not repeat", async () => {
    const { exits, refusals } = setup();
    expect(await exits.saveBytes(`log-${secret}.txt`, "clean", "text/plain")).toBe("refused");
    expect(await exits.saveFile(new Blob(["clean"]), { name: `${secret}.txt` })).toBe("refused");
    expect(refusals).toEqual([
      { kind: "token", inName: true, file: "log-[redacted].txt" },
      { kind: "token", inName: true, file: "[redacted].txt" },
    ]);
  });

  it("looks into what is packed before and while it is saved, and into sounds", async () => {
    const { exits, refusals } = setup();
    const text = `${"clean line\n".repeat(5_000)}${secret}`;
    const packed = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).blob();
    const zip = await zipFiles([
      { name: "a.json", content: "clean ".repeat(5_000) },
      { name: "b.json", content: text },
    ]);
    const pcm = { coding: "pcm16", sampleRateHz: 8_000, channelCount: 1 } as const;
    const wav = writeWav(new Uint8Array(pcmBytes(new Int16Array(800))), pcm);
    const stored = await zipFiles([{ name: "a.wav", content: new Blob([wav, secret]) }]);
    expect(await exits.saveFile(new Blob([text]), { name: "log.gz", gzip: true })).toBe("refused");
    expect(await exits.saveFile(packed, { name: "again.gz" })).toBe("refused");
    expect(await exits.saveBytes("a.zip", zip, "application/zip")).toBe("refused");
    expect(await exits.saveBytes("b.zip", stored, "application/zip")).toBe("refused");
    expect(await exits.saveBytes("a.wav", new Blob([wav, secret]), "audio/wav")).toBe("refused");
    expect(refusals.map(({ file, entry, line }) => [file, entry, line])).toEqual([
      ["log.gz", undefined, 5_001],
      ["again.gz", undefined, 5_001],
      ["a.zip", "b.json", 5_001],
      ["b.zip", undefined, undefined],
      ["a.wav", undefined, undefined],
    ]);
    expect(left).toEqual([]);
  });

  it("lets packed and damaged files out that hold no secret", async () => {
    const { exits, refusals } = setup();
    const zip = await zipFiles([{ name: "a.json", content: "clean ".repeat(5_000) }]);
    for (const content of [zip, zip.slice(0, -30), new Blob([new Uint8Array([0x1f, 0x8b, 1, 2, 3])]), new Blob([])]) {
      expect(await exits.saveBytes("a.zip", content, "application/zip")).toBe("downloading");
    }
    expect(refusals).toEqual([]);
  });

  it("ends a scan that is cancelled, and saves nothing", async () => {
    const { exits } = setup();
    const abort = new AbortController();
    const big = new Blob(Array.from({ length: 64 }, () => new Uint8Array(1024 * 1024).fill(0x61)));
    let scannedBytes = 0;
    const onScan = (doneBytes: number) => {
      scannedBytes = doneBytes;
      abort.abort();
    };
    expect(await exits.saveFile(big, { name: "big", onScan }, abort.signal)).toBe("cancelled");
    expect(scannedBytes).toBeGreaterThan(0);
    expect(scannedBytes).toBeLessThan(big.size / 2);
    expect(left).toEqual([]);
  });
});
