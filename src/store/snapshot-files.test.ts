import { describe, expect, it } from "vitest";
import type { LogFilePart } from "./log-store.ts";
import { snapshotFiles } from "./snapshot-files.ts";

/** A log whose parts are texts, newest first; it rotates once while a part is read, `rotations` times in all. */
function rotatingLog(rotations: number) {
  let texts = ["c\n", "b\n", "a\n"];
  return {
    flush: async () => undefined,
    parts: async () =>
      texts.map((text, backup): LogFilePart => {
        return { file: "tts_structured.jsonl", backup, sizeBytes: text.length, lines: text.split("\n").length - 1 };
      }),
    exportPart: async (_file: string, backup: number) => {
      if (rotations > 0 && backup === 1) {
        rotations--;
        texts = ["d\n".repeat(rotations + 1), ...texts];
      }
      return new Blob([texts[backup]!]);
    },
  };
}

const contents = async (files: File[]) =>
  Object.fromEntries(await Promise.all(files.map(async (one) => [one.name, await one.text()] as const)));

describe("snapshotFiles", () => {
  it("has every part once, also when the log rotates meanwhile", async () => {
    expect(await contents(await snapshotFiles(rotatingLog(1), ["tts_structured.jsonl"]))).toEqual({
      "tts_structured.jsonl": "d\n",
      "tts_structured.jsonl.1": "c\n",
      "tts_structured.jsonl.2": "b\n",
      "tts_structured.jsonl.3": "a\n",
    });
  });

  it("fails instead of losing a part when the log rotates each time", async () => {
    await expect(snapshotFiles(rotatingLog(9), ["tts_structured.jsonl"])).rejects.toThrow(
      "the log rotated while it was read",
    );
  });
});
