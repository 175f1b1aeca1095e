import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findJq } from "./find-jq.ts";
import { runDocumentedCommands } from "./jq-report.ts";

it("counts what the documented commands count", async ({ skip }) => {
  const jq = await findJq();
  if ("missing" in jq) return skip(jq.missing);
  const folder = await mkdtemp(join(tmpdir(), "audiokit-console-jq-"));
  try {
    const file = join(folder, "it's a log.jsonl");
    const slow = { event: "request_success", auth_present: true, duration_ms: 5000.5 };
    const events = [
      { event: "request_start", request_data: { service: "TTS_Synthesize" }, auth_present: false },
      { event: "request_start", request_data: { service: "TTS_Synthesize" } },
      { event: "request_start", request_data: { service: "ASR_Recognize" } },
      slow,
      { event: "request_error", error: { error_type: "INVALID_ARGUMENT" }, duration_ms: 5000 },
      { event: "auth_token_request", success: true },
      { event: "auth_token_request", success: false },
    ];
    await writeFile(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    expect(await runDocumentedCommands(jq, file)).toEqual({
      startsByService: { TTS_Synthesize: 2, ASR_Recognize: 1 },
      slow: [slow],
      errorsByType: { INVALID_ARGUMENT: 1 },
      authBySuccess: { true: 1, false: 1, null: 2 },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
