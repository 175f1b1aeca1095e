import { gzipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { createFingerprinter } from "./fingerprint.ts";
import { openSources } from "./open-sources.ts";

const line = '{"level":30,"time":1767603600123,"msg":"up"}\n';
/** Several chunks. */
const longText = new TextEncoder().encode(line.repeat(120_000));
const long = new File([longText], "long.log");
const short = new File([line], "short.log");

const fingerprint = (...files: File[]) => createFingerprinter(files).finish();

describe("createFingerprinter", () => {
  it("tells files apart by each of their bytes, not by their names or their order", async () => {
    const changed = new File([line.repeat(120_000).replace(/up"}\n$/, 'UP"}\n')], long.name);
    expect(await fingerprint(long, short)).toMatch(/^[0-9a-f]{16}$/);
    expect(await fingerprint(new File([short], "other.txt"), long)).toBe(await fingerprint(long, short));
    const others = [fingerprint(changed, short), fingerprint(long), fingerprint(short), fingerprint(short, short)];
    expect(new Set(await Promise.all([fingerprint(long, short), ...others])).size).toBe(5);
  });

  it.each([
    ["a text", long],
    ["a gzip", new File([Uint8Array.from(gzipSync(longText))], "long.log.gz")],
  ])("reads nothing of %s again that an import has read", async (_, file) => {
    const expected = await fingerprint(file);
    const fingerprinter = createFingerprinter([file]);
    const { sources } = await openSources([file], () => undefined, fingerprinter.add);
    for await (const chunk of sources[0]!.chunks()) expect(chunk.length).toBeLessThanOrEqual(1024 * 1024);
    const slice = vi.spyOn(file, "slice");
    expect(await fingerprinter.finish()).toBe(expected);
    expect(slice).not.toHaveBeenCalled();
  });

  it("reads what an import has not read to the end", async () => {
    const fingerprinter = createFingerprinter([long]);
    const { sources } = await openSources([long], () => undefined, fingerprinter.add);
    for await (const chunk of sources[0]!.chunks()) if (chunk.length > 0) break;
    expect(await fingerprinter.finish()).toBe(await fingerprint(long));
  });

  it("knows none where a file cannot be read", async () => {
    const lost = new File([line], "lost.log");
    vi.spyOn(lost, "slice").mockImplementation(() => {
      throw new DOMException("gone", "NotReadableError");
    });
    expect(await fingerprint(lost)).toBeUndefined();
  });
});
