import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { seededRandom } from "./seeded-random.ts";
import { zipFiles } from "./zip-files.ts";

const folder = mkdtempSync(join(tmpdir(), "zip-files-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("zipFiles", () => {
  it("writes what other programs read: packed and stored files, empty ones, and names in any script", async () => {
    const random = seededRandom(3);
    const noise = Uint8Array.from({ length: 300_000 }, () => Math.floor(random() * 256));
    const zip = await zipFiles([
      { name: "a.json", content: JSON.stringify({ a: "я".repeat(100_000) }), modifiedMs: Date.UTC(2026, 0, 5) },
      { name: "audio/звук.wav", content: new Blob([noise]) },
      { name: "packed.bin", content: new Blob([noise, noise]), isPacked: true },
      { name: "empty.txt", content: "" },
    ]);
    const path = join(folder, "files.zip");
    writeFileSync(path, new Uint8Array(await zip.arrayBuffer()));
    const script =
      "import sys,zipfile,hashlib;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print([(i.filename,i.file_size,hashlib.sha256(z.read(i)).hexdigest()[:8]) for i in z.infolist()])";
    const listed = execFileSync("python3", ["-c", script, path], { encoding: "utf8" });
    const hash = async (bytes: Uint8Array<ArrayBuffer>) =>
      Buffer.from(await crypto.subtle.digest("SHA-256", bytes))
        .toString("hex")
        .slice(0, 8);
    expect(listed).toContain(`('audio/звук.wav', 300000, '${await hash(noise)}')`);
    expect(listed).toContain(`('packed.bin', 600000, '${await hash(Uint8Array.from([...noise, ...noise]))}')`);
    expect(listed).toContain("('empty.txt', 0,");
    expect(execFileSync("unzip", ["-t", path], { encoding: "utf8" })).toContain("No errors detected");
  });

  it("ends with the signal", async () => {
    const abort = new AbortController();
    const files = [{ name: "a", content: new Blob(["a".repeat(1_000_000)]), isPacked: true }];
    await expect(zipFiles(files, abort.signal, () => abort.abort())).rejects.toThrow("aborted");
  });
});
