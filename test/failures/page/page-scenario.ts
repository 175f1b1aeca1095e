import type { Locator, Page } from "@playwright/test";
import type { ProvokedFailure } from "../failure-scenario.ts";

/** Something that a user does on the page, or that happens while it is open. */
export type Step = (tab: Page, failure: ProvokedFailure) => unknown;

/** How a user runs into a failure on the page, and where the page explains it. */
export interface PageScenario {
  /** What the user does, for the matrix. */
  how: string;
  /** Outcome, for the matrix. When it is refused, the page must not call the platform. */
  outcome: "named" | "refused before sending" | "put right before sending";
  steps: Step[];
  /**
   * The place of the explanation on the page.
   *
   * @param title the cause in the words of its rule
   */
  says(tab: Page, title: string): Locator;
}

/** The call fails, and the failure names the cause and its evidence. */
export function told(how: string, ...steps: Step[]): PageScenario {
  // A guess of a cause stands in a list below.
  const says: PageScenario["says"] = (tab, title) => withEvidence(tab.getByRole("alert"), `cause: ${title}`);
  return { how, outcome: "named", steps, says };
}

/** The call succeeds without words, and the cause is shown beside the empty transcript. */
export function found(how: string, ...steps: Step[]): PageScenario {
  return {
    how,
    outcome: "named",
    steps,
    says: (tab, title) => withEvidence(transcript(tab).getByRole("status"), title),
  };
}

/** The log of another program names the cause beside its record. */
export function noted(how: string, ...steps: Step[]): PageScenario {
  return {
    how,
    outcome: "named",
    steps,
    // The cause is the headline; a guess stands below.
    says: (tab, title) => withEvidence(tab.getByRole("status"), new RegExp(`^\\s*${title.replaceAll(/\W/g, "\\$&")}`)),
  };
}

/** The same as {@link found}, where the page has a text of its own for the cause. */
export function foundAs(words: string, how: string, ...steps: Step[]): PageScenario {
  return { how, outcome: "named", steps, says: (tab) => transcript(tab).getByText(words, { exact: true }) };
}

/** The page does not send the request and says why, with this text. */
export function refused(words: string, how: string, ...steps: Step[]): PageScenario {
  const says: PageScenario["says"] = (tab) => tab.locator("main").getByText(words, { exact: true });
  return { how, outcome: "refused before sending", steps, says };
}

/** The page corrects the request before sending, and the call succeeds. */
export function putRight(how: string, ...steps: Step[]): PageScenario {
  const says: PageScenario["says"] = (tab) => tab.getByRole("status").filter({ hasText: /^Done: / });
  return { how, outcome: "put right before sending", steps, says };
}

/** Makes the arranged failure happen while the page is open. */
export const itHappens: Step = async (tab, { happens }) => {
  if (happens) await awaitExplanations(tab);
  await happens?.();
};

/** The device loses its network while the page is open. */
export const goOffline: Step = async (tab) => {
  await awaitExplanations(tab);
  await tab.context().setOffline(true);
};

/** What explains failures comes when the page is idle; a server that is gone before gives it no more. */
async function awaitExplanations(tab: Page): Promise<void> {
  await tab.waitForFunction(() => "audiokit" in globalThis);
}

function withEvidence(notice: Locator, words: string | RegExp): Locator {
  return notice.filter({ hasText: words }).filter({ hasText: "Evidence" });
}

function transcript(tab: Page): Locator {
  return tab.getByRole("region", { name: "Transcript", exact: true });
}
