import { synthesisText } from "../../../src/pages/synthesize/synthesis-text.ts";
import { told, type Step, type PageScenario } from "./page-scenario.ts";

const { en } = synthesisText;

/** Opens the page of synthesis with these choices in its address. */
export function openSynthesize(choices = "voice=borisova"): Step {
  return async (tab, { console }) => {
    await tab.goto(`${console.url}/synthesize?${choices}`);
    // The page comes in parts: what has not come when a gateway dies would never come.
    await tab.getByLabel(en.text, { exact: true }).waitFor();
  };
}

/** Goes there by the menu, which loses nothing that the page has in memory, and writes the name of a voice. */
export const goToSynthesize: Step = async (tab) => {
  await tab.getByRole("navigation").getByRole("link", { name: en.title, exact: true }).click();
  await tab.getByRole("textbox", { name: en.voice, exact: true }).fill("borisova");
};

/** Writes a text and has it spoken. */
export const speakText: Step = async (tab) => {
  await tab.getByLabel(en.text, { exact: true }).fill("One.");
  await tab.getByRole("button", { name: en.start, exact: true }).click();
};

/** Writes SSML and has it spoken. */
export function speakMarkup(ssml: string): Step {
  return async (tab) => {
    await tab.getByRole("switch", { name: en.ssml }).check();
    await tab.getByLabel(en.text, { exact: true }).fill(ssml);
    await tab.getByRole("button", { name: en.start, exact: true }).click();
  };
}

/** The first of the sound has come, and more is expected. */
export const awaitSound: Step = (tab) => tab.getByText(/^Receiving: /).waitFor({ timeout: 60_000 });

/** Has a text spoken, with these choices in the address. */
export const speaking = (choices?: string): PageScenario =>
  told(
    choices === undefined ? "has a text spoken" : `has a text spoken at ?${choices}`,
    openSynthesize(choices),
    speakText,
  );
