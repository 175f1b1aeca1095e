import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCompanion } from "../support/servers/companion.ts";
import { exportLog } from "./actions.ts";
import { expect, test } from "./scenario.ts";

/** The log that a customer sent: a synthesis that broke off after two chunks. */
const customersLog = [
  { event: "request_start", timestamp: "2026-11-28T10:00:00.000Z", level: "INFO" },
  {
    event: "request_error",
    timestamp: "2026-11-28T10:00:00.300Z",
    level: "ERROR",
    duration_ms: 300,
    error: { error_type: "UNAVAILABLE", error_message: "no healthy upstream", grpc_code: 14 },
    response_data: { chunk_count: 2, audio_bytes: 6400, phases: { chunks: { at_ms: [90, 180] } } },
  },
]
  .map((line, index) => ({
    request_id: "req_1764324000_0001",
    service: "TTS",
    operation: "StreamingSynthesize",
    endpoint: "https://customer.example/mts.ai.audiogram.tts.v2.TTS/StreamingSynthesize",
    message: "TTS StreamingSynthesize",
    session_id: "customer",
    seq: index + 1,
    ...line,
  }))
  .map((line) => `${JSON.stringify(line)}\n`)
  .join("");

test("a failure in a customer's log is seen again: its scenario is saved from the log and played by the console", async ({
  page,
}) => {
  await page.goto("/logs");
  const log = { name: "customer.jsonl", mimeType: "text/plain", buffer: Buffer.from(customersLog) };
  await page.locator("input[type=file]").first().setInputFiles(log);
  await page.waitForURL(/log=/);
  const set = new URL(page.url()).searchParams.get("log") ?? "";
  await page.goto(`/request/req_1764324000_0001?log=${encodeURIComponent(set)}`);
  await page.getByRole("button", { name: "Call elsewhere…" }).click();
  await page.getByRole("radio", { name: "Embedded platform" }).check();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save scenario.json" }).click();
  const folder = await mkdtemp(join(tmpdir(), "audiokit-scenario-"));
  const path = join(folder, "scenario.json");
  await (await saving).saveAs(path);

  const companion = startCompanion("--port", "0", "--scenario", path);
  try {
    const url = await companion.ready;
    await page.goto(new URL("/synthesize", url).href);
    await expect(page.getByRole("button", { name: "Scenario plays" })).toBeVisible();
    await page.getByRole("textbox", { name: "Text", exact: true }).fill("Проверка связи.");
    await page.getByRole("button", { name: "Synthesize", exact: true }).click();
    await expect(page.getByText("no healthy upstream").first()).toBeVisible();
    const [file] = await exportLog(page, [["tts_structured.jsonl", 0]]);
    const lines = file!.bytes.toString("utf8");
    expect(lines).toContain("A scenario plays recorded call 1 of 1");
    expect(lines).toContain('"error_type":"UNAVAILABLE"');
  } finally {
    companion.signal("SIGINT");
    await companion.ended;
    await rm(folder, { recursive: true });
  }
});
