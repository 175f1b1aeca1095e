import { chromium, type Browser, type BrowserContext } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findBrowser } from "../support/browser.ts";
import { inPage, openLogPage, serveLogPage } from "./log-page.ts";

const whole = { first: 1, last: 506, ordered: true, ended: true };

let served: Awaited<ReturnType<typeof serveLogPage>>;
let browser: Browser;

beforeAll(async () => {
  served = await serveLogPage();
  browser = await chromium.launch((await findBrowser()).launch);
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

/** Opens a tab that logs, and closes it as a user does, with its last events unacknowledged. */
async function closeWhileLogging(context: BrowserContext, session: string): Promise<void> {
  const page = await openLogPage(await context.newPage(), served.address);
  await inPage(page, "writeUntilClosed", session);
  await page.close({ runBeforeUnload: true });
  await vi.waitUntil(() => page.isClosed(), { timeout: 10_000 });
}

describe("a tab that is closed while it logs", () => {
  it("has all of its events in the log of the next tab, the closing one included, and each once", async () => {
    const context = await browser.newContext();
    const sessions = Array.from({ length: 8 }, (_, number) => `session-${String(number)}`);
    for (const session of sessions) await closeWhileLogging(context, session);
    const reader = await openLogPage(await context.newPage(), served.address);
    await expect
      .poll(async () => (await inPage(reader, "check")).sessions, { timeout: 30_000 })
      .toEqual(Object.fromEntries(sessions.map((session) => [session, whole])));
    await context.close();
  });

  it("has all of its events in the log of a tab that stays open", async () => {
    const context = await browser.newContext();
    const reader = await openLogPage(await context.newPage(), served.address);
    await inPage(reader, "watch");
    await closeWhileLogging(context, "closed");
    await expect
      .poll(async () => (await inPage(reader, "check")).sessions, { timeout: 30_000 })
      .toEqual({ closed: whole });
    await context.close();
  });
});
