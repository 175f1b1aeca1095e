import { chromium, type Browser, type BrowserContext } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBrowser } from "../support/browser.ts";
import { inPage, openLogPage } from "./log-page.ts";

const whole = { first: 1, last: 506, ordered: true, ended: true };

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ ...(await findBrowser()).launch, timeout: 0 });
});
afterAll(() => browser.close());

/** Opens a tab that logs, and closes it as a user does, with its last events unacknowledged. */
async function closeWhileLogging(context: BrowserContext, session: string): Promise<void> {
  const page = await openLogPage(await context.newPage());
  await inPage(page, "writeUntilClosed", session);
  // With its handlers of leaving it closes by itself, later.
  const closed = page.waitForEvent("close", { timeout: 0 });
  await page.close({ runBeforeUnload: true });
  await closed;
}

describe("a tab that is closed while it logs", () => {
  it("has all of its events in the log of the next tab, the closing one included, and each once", async () => {
    const context = await browser.newContext();
    const sessions = Array.from({ length: 8 }, (_, number) => `session-${String(number)}`);
    for (const session of sessions) await closeWhileLogging(context, session);
    const reader = await openLogPage(await context.newPage());
    await expect
      .poll(async () => (await inPage(reader, "check")).sessions)
      .toEqual(Object.fromEntries(sessions.map((session) => [session, whole])));
    await context.close();
  });

  it("has all of its events in the log of a tab that stays open", async () => {
    const context = await browser.newContext();
    const reader = await openLogPage(await context.newPage());
    await inPage(reader, "watch");
    await closeWhileLogging(context, "closed");
    await expect.poll(async () => (await inPage(reader, "check")).sessions).toEqual({ closed: whole });
    await context.close();
  });
});
