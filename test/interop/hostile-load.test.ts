import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { healthPath } from "../../src/wire/paths.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";

let companion: Companion;
let url: URL;
beforeAll(async () => {
  companion = startCompanion("--port", "0");
  url = await companion.ready;
});
afterAll(async () => {
  companion.signal("SIGINT");
  await companion.ended;
});

/** Largest memory that the program has held so far, in megabytes. */
async function peakMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${String(companion.child.pid)}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

describe("the companion under hostile load", () => {
  it("stays below 400 MB when 40 requests of 58 kB unpack to 60 MB each, and serves others meanwhile", async () => {
    const packed = gzipSync(new Uint8Array(60_000_000), { level: 9 });
    expect(packed.length).toBeLessThan(60_000);
    const bomb = new Uint8Array(5 + packed.length);
    bomb[0] = 1;
    new DataView(bomb.buffer).setUint32(1, packed.length);
    bomb.set(packed, 5);
    const headers = { "content-type": "application/grpc-web+proto", "grpc-encoding": "gzip" };
    const answers = Array.from({ length: 40 }, async () => {
      const answer = await fetch(new URL(`/${TTS.typeName}/Synthesize`, url), { method: "POST", headers, body: bomb });
      return answer.headers.get("grpc-status") ?? /grpc-status: (\d+)/.exec(await answer.text())?.[1];
    });
    let served = 0;
    for (let i = 0; i < 20; i++) served += Number((await fetch(new URL(healthPath, url))).ok);
    expect(served).toBe(20);
    const statuses = await Promise.all(answers);
    // RESOURCE_EXHAUSTED, or INTERNAL for the few that were unpacked whole: zeros are no message.
    expect(statuses.filter((status) => status === "8" || status === "13")).toHaveLength(40);
    expect(statuses).toContain("8");
    expect(await peakMegabytes()).toBeLessThan(400);
  });
});
