import { expect } from "vitest";
import type { Browser, Page } from "@playwright/test";
import { diagnosisText } from "../../../src/pages/failures/diagnosis-text.ts";
import { shortened } from "../matrix.ts";
import type { ProvokedFailure } from "../failure-scenario.ts";
import type { PageScenario } from "./page-scenario.ts";

/** What the page made of a failure. */
export interface PageOutcome {
  /** How it ended, and how it was met. */
  words: string;
  /** What the browser was told, or what the page says where it asks nothing; absent where it shows neither. */
  seen: string | undefined;
}

/**
 * Meets a failure on a page of its own and waits until the page says what it is.
 *
 * @param title the cause in the words of its rule
 */
export async function runPageScenario(
  browser: Browser,
  way: PageScenario,
  failure: ProvokedFailure,
  title: string,
): Promise<PageOutcome> {
  await using parts = new AsyncDisposableStack();
  const context = await browser.newContext({ locale: "en-GB" });
  parts.defer(() => context.close());
  const tab = await context.newPage();
  const asked = countSpeechCalls(tab);
  for (const step of way.steps) await step(tab, failure);
  const said = way.says(tab, title).first();
  await said.waitFor({ timeout: 60_000 });
  if (way.outcome === "refused before sending") expect(asked()).toBe(0);
  const words = (await said.textContent()) ?? "";
  const quote = tab.getByRole("alert").getByRole("blockquote");
  const told = way.outcome === "named" ? await quote.allTextContents() : [words];
  return {
    words: `${way.outcome}${sureness(words)}: ${way.how}`,
    seen: told[0] === undefined ? undefined : shortened(told[0]),
  };
}

/** Calls that carry a text or a sound to the platform, as far as the browser let them go. */
function countSpeechCalls(tab: Page): () => number {
  let count = 0;
  const look = (url: string) => {
    if (/\.(?:TTS|STT)\/(?!GetModelsInfo)/.test(url)) count++;
  };
  tab.on("request", (request) => {
    if (request.method() === "POST") look(request.url());
  });
  tab.on("websocket", (socket) => look(socket.url()));
  return () => count;
}

/** How sure the page is of a cause that it names. */
function sureness(said: string): string {
  const { confidence } = diagnosisText.en;
  const found = Object.entries(confidence).find(([, words]) => said.includes(`${words}: `));
  return found ? ` (${found[0]})` : "";
}
