import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { draftBundle, hashOf, ownLines, writeBundle, type BundleDraft } from "../../../test/support/bundle-files.ts";
import { writeZip } from "../../../test/support/write-zip.ts";
import type { BundleError } from "../bundle-error.ts";
import { isBundle, readBundle } from "./read-bundle.ts";

const read = (bytes: Uint8Array<ArrayBuffer>) => readBundle(new Blob([bytes]));

/** Why a bundle was refused. */
async function refusal(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const error = await read(bytes).then(
    () => undefined,
    (thrown: unknown) => thrown as BundleError,
  );
  expect(error?.name).toBe("BundleError");
  return `${error!.kind}: ${error!.message}`;
}

/** A bundle whose log is changed after the manifest was written. */
function withManifest(changes: Record<string, unknown>): Uint8Array<ArrayBuffer> {
  const draft = draftBundle();
  return writeBundle({ ...draft, manifest: { ...draft.manifest, ...changes } as BundleDraft["manifest"] });
}

describe("readBundle", () => {
  it("gives lines, sounds and manifest of a whole bundle", async () => {
    const draft = draftBundle();
    const { manifest, log, sounds, damaged, unknown } = await read(writeBundle(draft));
    expect(await log.text()).toBe(draft.parts[0]!.content);
    expect(manifest).toEqual({ ...draft.manifest, parts: expect.any(Array) as unknown });
    expect([...sounds.keys()]).toEqual([draft.parts[1]!.name]);
    expect({ damaged, unknown }).toEqual({ damaged: [], unknown: [] });
  });

  it("reports each byte of each part once", async () => {
    const seen: [number, number][] = [];
    const draft = draftBundle();
    await readBundle(new Blob([writeBundle(draft)]), { onProgress: (...progress) => void seen.push(progress) });
    const bytes = draft.parts.reduce((sum, { content }) => sum + Buffer.byteLength(content as string), 0);
    expect(seen.at(-1)).toEqual([bytes, bytes]);
  });

  it("ignores fields that a later minor version adds, and keeps apart parts that it does not know", async () => {
    const draft = draftBundle(undefined, { ticket: "A-17" } as never);
    draft.parts.push({ name: "spans.json", content: "[]" });
    const { manifest, unknown } = await read(writeBundle(draft));
    expect(manifest).not.toHaveProperty("ticket");
    expect(unknown).toEqual(["spans.json"]);
  });

  it("leaves out a damaged sound and says which, and keeps the rest", async () => {
    const draft = draftBundle();
    const sound = draft.parts[1]!;
    draft.parts[1] = { ...sound, packed: new Uint8Array(Buffer.byteLength(sound.content as string)) };
    const { damaged, sounds } = await read(writeBundle(draft));
    expect(damaged).toEqual([{ path: sound.name, what: `${sound.name}: its checksum (CRC-32) is wrong` }]);
    expect(sounds.size).toBe(0);
  });

  it("gives up when the signal aborts", async () => {
    await expect(readBundle(new Blob([writeBundle(draftBundle())]), {}, AbortSignal.abort())).rejects.toThrow(
      expect.objectContaining({ name: "AbortError" }),
    );
  });
});

describe("a hostile bundle is refused", () => {
  it.each([
    "../../.bashrc",
    "/etc/passwd",
    "C:\\autoexec.bat",
    "..\\log.jsonl",
    "audio/../../x.wav",
    "a/b/c.json",
    "log\u202e.jsonl",
    "CON",
    "",
  ])(
    // prettier-ignore
    "whose part would leave its folder, or has no plain name: %j",
    async (name) => {
      const shown = /unsafe: bundle: ".*" is no name of a part/s;
      expect(await refusal(writeBundle(draftBundle(), [{ name, content: "x" }]))).toMatch(shown);
    },
  );

  it("shows a name by its escapes, and not all of it", async () => {
    const text = await refusal(
      writeBundle(draftBundle(), [{ name: `\u001b[2J\u202e${"x".repeat(9_000)}`, content: "x" }]),
    );
    expect(text).toMatch(/^unsafe: bundle: "\\\\u001b\[2J\\\\u202ex+…" is no name of a part$/);
    expect(text.length).toBeLessThan(200);
  });

  it("that unpacks to more than 250 times its size", async () => {
    const content = " ".repeat(5_000_000);
    expect(await refusal(writeBundle(draftBundle(`{${content}}\n`)))).toBe(
      "unsafe: log.jsonl: it unpacks to more than 250 times its size",
    );
  });

  it("that unpacks to more than it states, at the first byte too many", async () => {
    const draft = draftBundle();
    const bomb = Buffer.alloc(40_000_000, 32);
    draft.parts[0] = { ...draft.parts[0]!, packed: deflateRawSync(bomb) };
    expect(await refusal(writeBundle(draft))).toBe("unsafe: log.jsonl: it is larger than the zip says");
  });

  it("whose parts state more than a gigabyte of lines, or two of all", async () => {
    const draft = draftBundle();
    draft.parts[0] = { ...draft.parts[0]!, unpackedBytes: 2 ** 30 + 1 };
    expect(await refusal(writeBundle(draft))).toMatch(/^too_large: log\.jsonl: 1073741825 bytes; at most/);
    const many = draftBundle();
    const sound = { content: "", unpackedBytes: 2 ** 28, packed: new Uint8Array(2 ** 21) };
    for (let at = 0; at < 9; at++) many.parts.push({ ...sound, name: `audio/${String(at).repeat(64)}.wav` });
    expect(await refusal(writeBundle(many))).toMatch(/^too_large: bundle: \d+ bytes; at most/);
  });

  it("with more than 2,000 parts", async () => {
    const more = Array.from({ length: 2_000 }, (_, at) => ({ name: `x${String(at)}.json`, content: "" }));
    expect(await refusal(writeBundle(draftBundle(), more))).toBe("too_large: bundle: it holds more than 2000 parts");
  });

  it("with an archive inside, by its name or by its content", async () => {
    const inner = writeBundle(draftBundle());
    expect(await refusal(writeBundle(draftBundle(), [{ name: "inner.audiokit.zip", content: inner }]))).toBe(
      "unsafe: inner.audiokit.zip: an archive inside of a bundle is not opened",
    );
    const draft = draftBundle();
    draft.parts[0] = { name: "log.jsonl", content: inner };
    expect(await refusal(writeBundle(draft))).toBe("unsafe: log.jsonl: it does not begin with a JSON object");
  });

  it("with a part twice, of which one reader takes the first and another the last", async () => {
    const second = { name: "log.jsonl", content: ownLines(3) };
    expect(await refusal(writeBundle(draftBundle(), [second]))).toBe(
      "unsafe: log.jsonl: it stands in the bundle twice",
    );
  });

  it("whose parts share bytes", async () => {
    const draft = draftBundle();
    draft.parts.push({ name: "spans.json", content: draft.parts[0]!.content, headAt: 0, headName: "spans.json" });
    expect(await refusal(writeBundle(draft))).toMatch(/^unsafe: .+: (its bytes overlap|its own head has another name)/);
  });

  it("with another name in a part's own head", async () => {
    const draft = draftBundle();
    draft.parts[0] = { ...draft.parts[0]!, headName: "evil.html" };
    expect(await refusal(writeBundle(draft))).toBe(
      "unsafe: log.jsonl: its own head has another name than the list of parts",
    );
  });

  it("that is encrypted, or packed in an unusual way", async () => {
    const [encrypted, unusual] = [draftBundle(), draftBundle()];
    encrypted.parts[0] = { ...encrypted.parts[0]!, flags: 1 };
    unusual.parts[0] = { ...unusual.parts[0]!, method: 93 };
    expect(await refusal(writeBundle(encrypted))).toBe("unsafe: log.jsonl: it is encrypted");
    expect(await refusal(writeBundle(unusual))).toBe("unsafe: log.jsonl: it is packed in an unusual way (method 93)");
  });

  it("with a part that the manifest does not list, or lists twice", async () => {
    const hidden = writeBundle(draftBundle(), [{ name: "hidden.json", content: "{}" }]);
    expect(await refusal(hidden)).toBe("unsafe: hidden.json: the manifest does not list it");
    const draft = draftBundle();
    const stated = { path: "log.jsonl", sizeBytes: 1, sha256: hashOf("x") };
    draft.manifest.parts = [stated, stated];
    expect(await refusal(writeBundle(draft))).toBe("unsafe: manifest.json: it lists log.jsonl twice");
  });
});

describe("a damaged bundle is refused", () => {
  it("wherever it was cut: at every 4 kB, and at each of the last 100 bytes", async () => {
    const whole = writeBundle(draftBundle(ownLines(6_000)));
    expect(whole.length).toBeGreaterThan(100_000);
    const ends = Array.from({ length: Math.floor(whole.length / 4096) }, (_, at) => 4096 * (at + 1));
    for (let end = whole.length - 100; end < whole.length; end++) ends.push(end);
    for (const end of ends) expect(await refusal(whole.slice(0, end)), String(end)).toMatch(/^(cut|damaged): bundle: /);
  });

  it("whichever byte of it is changed", async () => {
    const whole = writeBundle(draftBundle(ownLines(20)));
    const refused: string[] = [];
    for (let at = 0; at < whole.length; at += 7) {
      const changed = whole.slice();
      changed[at]! ^= 0x10;
      // A sound may be damaged without the rest; what is said of times and versions of the zip itself is read by nobody.
      const outcome = await read(changed).then(
        ({ damaged }) => damaged.map(({ path }) => path).join(),
        ({ name }: Error) => name,
      );
      if (outcome === "") refused.push(String(at));
      else expect(outcome).toMatch(/^(BundleError|audio\/[0-9a-f]{64}\.wav)$/);
    }
    // 28 bytes of each of three heads and lists, and of the end.
    expect(refused.length).toBeLessThan(20);
  });

  it("with a wrong checksum", async () => {
    const draft = draftBundle();
    draft.parts[0] = { ...draft.parts[0]!, checksum: 7 };
    expect(await refusal(writeBundle(draft))).toBe(
      "damaged: log.jsonl: its bytes are damaged, or its checksum (CRC-32) is wrong",
    );
  });

  it("with a wrong hash: a line was changed and the zip made anew", async () => {
    const draft = draftBundle();
    const lines = draft.parts[0]!.content as string;
    draft.manifest.parts = [{ path: "log.jsonl", sizeBytes: Buffer.byteLength(lines), sha256: hashOf(lines) }];
    draft.parts = [{ name: "log.jsonl", content: lines.replace("INFO", "WARN") }];
    expect(await refusal(writeBundle(draft))).toBe(
      "damaged: log.jsonl: its bytes do not have the SHA-256 that the manifest says: it was changed",
    );
  });

  it("with a part missing, or of another size", async () => {
    const draft = draftBundle();
    draft.manifest.parts = [
      { path: "log.jsonl", sizeBytes: 5, sha256: hashOf("") },
      { path: "groups.json", sizeBytes: 5, sha256: hashOf("") },
    ];
    draft.parts.splice(1);
    expect(await refusal(writeBundle(draft))).toBe("damaged: groups.json: the manifest lists it, and it is missing");
    draft.manifest.parts.splice(1);
    expect(await refusal(writeBundle(draft))).toMatch(/^damaged: log\.jsonl: \d+ bytes, where the manifest says 5$/);
  });

  it("without a manifest, with that of something else, or with one that is no JSON", async () => {
    const [log] = draftBundle().parts;
    expect(await refusal(writeZip([log!]))).toBe("no_manifest: bundle: it has no manifest.json");
    const other = { name: "manifest.json", content: '{"manifest_version":3}' };
    expect(await refusal(writeZip([other, log!]))).toBe(
      "no_manifest: manifest.json: it is not that of a support bundle",
    );
    expect(await refusal(writeZip([{ ...other, content: "{" }, log!]))).toBe("damaged: manifest.json: it is no JSON");
  });

  it("of a newer major version, in words", async () => {
    expect(await refusal(withManifest({ version: 2, counts: "changed" }))).toBe(
      "newer: manifest.json: version 2 of the format; this console reads up to 1",
    );
  });

  it("with a field that is wrong, which it names", async () => {
    expect(await refusal(withManifest({ switches: { texts: "yes" } }))).toMatch(
      /^damaged: manifest\.json: switches\.texts: /,
    );
    expect(await refusal(withManifest({ view: "javascript:alert(1)" }))).toMatch(/^damaged: manifest\.json: view: /);
  });
});

describe("isBundle", () => {
  const named = (bytes: Uint8Array<ArrayBuffer>, name = "x.zip") => isBundle(new File([bytes], name));

  it("knows a bundle by its manifest, whatever is wrong beside it", async () => {
    expect(await named(writeBundle(draftBundle()))).toBe(true);
    expect(await named(withManifest({ version: 9 }))).toBe(true);
    expect(await named(writeBundle(draftBundle(), [{ name: "../x", content: "" }]))).toBe(true);
  });

  it("knows one that is cut by its name", async () => {
    const cut = writeBundle(draftBundle()).slice(0, 5_000);
    expect(await named(cut, "A.AudioKit.zip")).toBe(true);
    expect(await named(cut)).toBe(false);
  });

  it("takes no other zip for one", async () => {
    const [log] = draftBundle().parts;
    const extension = { name: "manifest.json", content: '{"manifest_version":3}' };
    for (const other of [writeZip([log!]), writeZip([extension, log!]), new Uint8Array(0)])
      expect(await named(other)).toBe(false);
  });
});
