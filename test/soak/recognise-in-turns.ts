import type { Page } from "@playwright/test";
import { wordErrors } from "../support/speech-clips.ts";

/**
 * Recognises live on a page, by its own button and the browser's microphone, again and again; what is recorded is deleted again.
 *
 * @param page stands at live recognition, in a browser whose microphone speaks the words each time it is opened
 * @param spoken what the microphone says
 * @param isOver asked between two recordings
 * @returns how many recordings were made, and in how many more than two words are wrong
 */
export async function recogniseInTurns(
  page: Page,
  spoken: string,
  isOver: () => boolean,
): Promise<{ recordings: number; misread: number }> {
  const transcript = page.getByRole("group", { name: "Live transcript" });
  const click = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const last = spoken.split(" ").at(-1)!;
  let recordings = 0;
  let misread = 0;
  while (!isOver()) {
    await click("Start recording");
    await transcript.getByText("partial").first().waitFor();
    await transcript
      .getByText(new RegExp(last.slice(0, 6), "i"))
      .first()
      .waitFor({ timeout: 30_000 })
      // It is misread, too.
      .catch(() => undefined);
    await click("Stop");
    await page
      .getByRole("status")
      .filter({ hasText: /^Done: / })
      .waitFor({ state: "attached" });
    const words = (await transcript.innerText()).replaceAll(/^[\d:.,%\s–-]+$/gm, "");
    recordings++;
    // The microphone speaks at once and in real time: a machine that is too busy loses words.
    if (wordErrors(words, spoken) > 2) misread++;
    await click("Delete all");
  }
  return { recordings, misread };
}
