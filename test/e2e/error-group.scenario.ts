import type { Page } from "@playwright/test";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

const combination = { is: "combination", voice: "levitan", sampleRateHz: 16_000 } as const;

/** Opens a log as a person does, and goes to the group of errors with these words. */
async function openGroup(page: Page, events: Iterable<LogEvent>, words: RegExp): Promise<void> {
  const buffer = Buffer.from([...events].map((event) => `${renderJsonLine(event)}\n`).join(""));
  await page.goto("/logs");
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: "customer.jsonl", mimeType: "application/jsonl", buffer });
  await expect(page).toHaveURL(/[?&]log=/);
  await page.keyboard.press("Escape");
  await page.getByRole("navigation").getByRole("link", { name: "Errors" }).click();
  const row = page.getByRole("row").filter({ hasText: words }).first();
  await row.getByRole("button", { expanded: false }).first().click();
  await page.getByRole("link", { name: "Open group", exact: true }).click();
  await expect(page).toHaveURL(/\/error\/.+\?log=/);
}

async function expectNarrow(page: Page): Promise<void> {
  const wide = await page.evaluate(() =>
    ["html", "body", "main"].filter((name) => {
      const { scrollWidth, clientWidth } = document.querySelector(name)!;
      return scrollWidth > clientWidth;
    }),
  );
  expect(wide).toEqual([]);
}

test("the page of a group names the pair that its calls share, who can act, and a text with counts and ids", async ({
  page,
}) => {
  const events = [...generateCalls(12_000, { seed: 3, faults: [combination] })];
  await openGroup(page, events, /INTERNAL · engine worker # crashed/);
  const main = page.getByRole("main");
  const sentence = main.getByRole("status", { name: "Strongest difference" });
  await expect(sentence).toContainText(/: ([\d,]+) of \1 failed;\s+elsewhere/);
  await expect(sentence.getByRole("link", { name: /voice_name\s=\slevitan/ })).toBeVisible();
  await expect(sentence.getByRole("link", { name: /sample_rate_hertz\s=\s16000/ })).toBeVisible();
  await expect(main.getByText(/^Times in UTC/)).toBeVisible();
  await expect(main.getByRole("region", { name: "Who can act" })).toContainText("Platform operator");
  const text = main.locator("blockquote");
  await expect(text).toContainText(/([\d,]+) of \1 failed\. All other calls of TTS: /);
  await expect(text).toContainText(/Server request IDs: req_\d+.* and [\d,]+ more/);
  await expect(main.getByRole("link", { name: "Replay the failed call…" })).toHaveAttribute(
    "href",
    /^\/replay\/req_.+\?log=/,
  );
  await expect(main.getByRole("link", { name: "Make bundle…" })).toHaveAttribute("href", /^\/bundle\?group=TTS.+&log=/);
  await expect(main.getByRole("slider", { name: /calls failed/ })).toBeVisible();
  await expectAccessible(page);

  const count = await main.getByRole("link", { name: /^Show \d+ calls$/ }).textContent();
  await main.getByRole("link", { name: count!.trim() }).click();
  await expect(page.getByRole("main")).toContainText("100% failed");
  await page.goBack();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(sentence).toBeVisible();
  await expectNarrow(page);
  await expectAccessible(page);
});

test("a name of 20,000 characters makes the page of a group no wider than a telephone", async ({ page }) => {
  const long = "voice".repeat(4000);
  const line = (at: number, rest: Partial<LogEvent>): LogEvent => ({
    ...{ timestamp: new Date(Date.UTC(2026, 10, 20) + at * 1000).toISOString(), level: "INFO", message: long },
    ...{ service: "TTS", operation: "Synthesize", initiator: "user", session_id: "s", seq: at, event: "note", ...rest },
  });
  const events = Array.from({ length: 200 }, (_, at) => {
    const isLong = at % 4 === 0;
    const common = { request_id: `r${String(at)}`, request_data: { voice_name: isLong ? long : "short" } };
    const failed = {
      ...{ event: "request_error", level: "ERROR" as const, duration_ms: 9 },
      error: { error_type: "INTERNAL", error_message: long, grpc_code: 13, grpc_details: long },
    };
    const end = isLong ? failed : { event: "request_success", duration_ms: 9 };
    return [line(2 * at, { ...common, event: "request_start" }), line(2 * at + 1, { ...common, ...end })];
  }).flat();
  await openGroup(page, events, /INTERNAL · voice/);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("main").locator("blockquote")).toContainText("voicevoice");
  await expect(page.getByRole("main").getByRole("slider", { name: /calls failed/ })).toBeVisible();
  await expectNarrow(page);
});
