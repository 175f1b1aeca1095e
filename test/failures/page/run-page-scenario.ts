import { expect } from "vitest";
import type { Browser, Page } from "@playwright/test";
import { hops, type Hop } from "../../../src/diagnosis/hop.ts";
import { openContext } from "../../support/browser.ts";
import { diagnosisText } from "../../../src/pages/failures/diagnosis-text.ts";
import { shortened } from "../matrix.ts";
import type { ProvokedFailure } from "../failure-scenario.ts";
import type { PageScenario } from "./page-scenario.ts";

/** How the page presented a failure. */
export interface PageOutcome {
  /** Outcome and steps. */
  words: string;
  /** The explanation as it stands there. */
  said: string;
  /** The error that the browser got, or the page's own message when it sent nothing; absent when it shows neither. */
  seen: string | undefined;
  /** Who ended the call; absent when the page does not say. */
  hop: Hop | undefined;
}

/**
 * Runs into a failure on a new page and waits for the explanation.
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
  const context = await openContext(browser, { locale: "en-GB" });
  parts.defer(() => context.close());
  const tab = await context.newPage();
  const asked = countSpeechCalls(tab);
  for (const step of way.steps) await step(tab, failure);
  const said = way.says(tab, title).first();
  await said.waitFor();
  if (way.outcome === "refused before sending") expect(asked()).toBe(0);
  const words = (await said.textContent()) ?? "";
  const quote = tab.getByRole("alert").getByRole("blockquote");
  const told = way.outcome === "named" ? await quote.allTextContents() : [words];
  const hop = hopIn(words);
  const verdict = [sureness(words), hop].filter(Boolean).join(", ");
  return {
    words: `${way.outcome}${verdict && ` (${verdict})`}: ${way.how}`,
    said: words,
    hop,
    seen: told[0] === undefined ? undefined : shortened(told[0]),
  };
}

/** Calls with text or audio for the platform that the browser has sent. */
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

/** What the page says before a cause, by how sure it is. */
const confidence = { certain: "Cause", likely: "Most likely cause", possible: "Possible cause" };

/** The page's confidence in a cause. */
function sureness(said: string): string | undefined {
  const found = Object.entries(confidence).find(([, words]) => said.includes(`${words}: `));
  return found?.[0];
}

/** Who ended the call, as the page says. */
function hopIn(said: string): Hop | undefined {
  const { endedBy, hops: names } = diagnosisText.en;
  return hops.find((hop) => said.includes(`${endedBy}: ${names[hop]}`));
}
