import { fileURLToPath } from "node:url";
import { fromBinary } from "@bufbuild/protobuf";
import type { Page, Request } from "@playwright/test";
import { FileRecognizeRequestSchema } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { logRows, recognize } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

const clip = fileURLToPath(new URL("../fixtures/speech/0880.wav", import.meta.url));
const isRecognition = (request: Request) => request.url().endsWith("/FileRecognize");
/** The message in a request of gRPC-Web: five bytes stand before it. */
const messageOf = (request: Request) => fromBinary(FileRecognizeRequestSchema, request.postDataBuffer()!.subarray(5));

/** What happens at a click, and nothing before it. */
async function sentBy(page: Page, act: () => Promise<unknown>): Promise<Request> {
  const [request] = await Promise.all([page.waitForRequest(isRecognition), act()]);
  return request;
}

test("a recognised file is sent again as it was and at 8 and 16 kHz, and both results stand side by side", async ({
  page,
}) => {
  await page.goto("/settings");
  await page.getByRole("switch", { name: "Keep what calls send" }).check();
  await page.goto("/recognize");
  await page.getByLabel("Recording language").selectOption("en");
  const first = await sentBy(page, () => recognize(page, clip));

  // Without a reload: it would stop the browser while it keeps the sound.
  await page.getByRole("navigation").getByRole("link", { name: "Logs" }).click();
  await logRows(page).filter({ hasText: "FileRecognize" }).click();
  await page.getByRole("link", { name: "Send again…" }).click();
  await expect(page).toHaveURL(/\/replay\/req_/);
  const main = page.getByRole("main");
  await expect(main.getByText("kept in this browser, exactly as it was sent")).toBeVisible();
  await expect(main.getByText("Not sent again yet")).toBeVisible();
  await expectAccessible(page);

  const again = await sentBy(page, () => main.getByRole("button", { name: "Send again", exact: true }).click());
  expect(again.postDataBuffer()).toEqual(first.postDataBuffer());
  await expect(main.getByRole("heading", { name: "Side by side" })).toBeVisible();
  await expect(main.getByRole("group", { name: "Transcript" })).toContainText(/young man/i);

  await main.getByRole("button", { name: "8 kHz", exact: true }).click();
  const lower = await sentBy(page, () => main.getByRole("button", { name: "Send again", exact: true }).click());
  expect(messageOf(lower).config).toEqual({ ...messageOf(first).config, sampleRateHertz: 8_000 });
  expect(messageOf(lower).audio.length).toBeCloseTo(messageOf(first).audio.length / 2, -1);
  const replays = main.getByRole("region", { name: "Replays" });
  await expect(replays.getByRole("row")).toHaveCount(3);
  await expectAccessible(page);

  // A replay is a call of its own: sent again at the rate of the first, it is a change.
  await replays.getByRole("link", { name: "Call" }).last().click();
  await expect(main.getByText("Replay of")).toBeVisible();
  await main.getByRole("link", { name: "Send this call again…" }).click();
  await main.getByRole("button", { name: "16 kHz", exact: true }).click();
  const higher = await sentBy(page, () => main.getByRole("button", { name: "Send again", exact: true }).click());
  expect(messageOf(higher).config?.sampleRateHertz).toBe(16_000);
  await expect(main.getByRole("heading", { name: "Replay (16 kHz)" })).toBeVisible();
  await main.getByRole("link", { name: "The first call" }).click();
  await expect(main.getByText("Replays of this call")).toBeVisible();
  await expectAccessible(page);

  await page.goto("/settings");
  await expect(main.getByText(/^3 sounds and 0 texts kept/)).toBeVisible();
  const inputs = main.getByRole("region", { name: "What calls send" });
  await inputs.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete all" }).click();
  await expect(main.getByText(/^0 sounds and 0 texts kept/)).toBeVisible();
});
