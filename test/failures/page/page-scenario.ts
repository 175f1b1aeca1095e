import type { Locator, Page } from "@playwright/test";
import { recognizeText as recognizeWords } from "../../../src/pages/recognize/recognize-text.ts";
import { diagnosisText } from "../../../src/pages/failures/diagnosis-text.ts";
import type { ProvokedFailure } from "../failure-scenario.ts";

/** Something that a person does on the page, or that happens while it is open. */
export type Step = (tab: Page, failure: ProvokedFailure) => unknown;

/** How a person meets a failure on the page, and where the page then says what it is. */
export interface PageScenario {
  /** What the person does, for the matrix. */
  how: string;
  /** How it ends, for the matrix. Where it is refused, no speech may be asked of the platform. */
  outcome: "named" | "refused before sending" | "put right before sending";
  steps: Step[];
  /**
   * The place where the page says it.
   *
   * @param title the cause in the words of its rule
   */
  says(tab: Page, title: string): Locator;
}

/** The call fails, and the failure names the cause and what that rests on. */
export function told(how: string, ...steps: Step[]): PageScenario {
  return { how, outcome: "named", steps, says: (tab, title) => withEvidence(tab.getByRole("alert"), title) };
}

/** The call goes well and gives nothing, and the cause stands beside the empty transcript. */
export function found(how: string, ...steps: Step[]): PageScenario {
  return {
    how,
    outcome: "named",
    steps,
    says: (tab, title) => withEvidence(transcript(tab).getByRole("status"), title),
  };
}

/** The same, where the page has words of its own for the cause. */
export function foundAs(words: string, how: string, ...steps: Step[]): PageScenario {
  return { how, outcome: "named", steps, says: (tab) => transcript(tab).getByText(words, { exact: true }) };
}

/** The page does not send it and says why, in these words. */
export function refused(words: string, how: string, ...steps: Step[]): PageScenario {
  const says: PageScenario["says"] = (tab) => tab.locator("main").getByText(words, { exact: true });
  return { how, outcome: "refused before sending", steps, says };
}

/** The page sends something right instead, and the call goes well. */
export function putRight(how: string, ...steps: Step[]): PageScenario {
  const says: PageScenario["says"] = (tab) => tab.getByRole("status").filter({ hasText: /^Done: / });
  return { how, outcome: "put right before sending", steps, says };
}

/** What was arranged to go wrong while the page is open. */
export const itHappens: Step = (_, { happens }) => happens?.();

function withEvidence(notice: Locator, title: string): Locator {
  return notice.filter({ hasText: title }).filter({ hasText: diagnosisText.en.evidence });
}

function transcript(tab: Page): Locator {
  return tab.getByRole("region", { name: recognizeWords.en.transcript, exact: true });
}
