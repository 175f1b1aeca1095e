import { told, type Step, type PageScenario } from "./page-scenario.ts";

/** Opens the Synthesize page with these query parameters. */
export function openSynthesize(choices = "voice=borisova"): Step {
  return async (tab, { console }) => {
    await tab.goto(`${console.url}/synthesize?${choices}`);
    // The page loads lazily: chunks that are missing when a gateway dies would never load.
    await tab.getByLabel("Text", { exact: true }).waitFor();
  };
}

/** Goes there by the navigation, which keeps the page's memory, and types the name of a voice. */
export const goToSynthesize: Step = async (tab) => {
  await tab.getByRole("navigation").getByRole("link", { name: "Synthesize", exact: true }).click();
  await tab.getByRole("textbox", { name: "Voice", exact: true }).fill("borisova");
};

/** Waits for the first call that went well: the list of voices, which the page requests by itself. */
export const awaitVoices: Step = (tab) =>
  tab.getByRole("group", { name: "Voice", exact: true }).getByRole("radio").first().waitFor();

/** Types a text and starts its synthesis. */
export const speakText: Step = async (tab) => {
  await tab.getByLabel("Text", { exact: true }).fill("One.");
  await tab.getByRole("button", { name: "Synthesize", exact: true }).click();
};

/** Types SSML and starts its synthesis. */
export function speakMarkup(ssml: string): Step {
  return async (tab) => {
    await tab.getByRole("switch", { name: "SSML markup" }).check();
    await tab.getByLabel("Text", { exact: true }).fill(ssml);
    await tab.getByRole("button", { name: "Synthesize", exact: true }).click();
  };
}

/** Waits for the first audio of a response that has not ended. */
export const awaitSound: Step = (tab) => tab.getByText(/^Receiving: /).waitFor();

/** Synthesizes a text, with these query parameters. */
export const speaking = (choices?: string): PageScenario =>
  told(
    choices === undefined ? "has a text spoken" : `has a text spoken at ?${choices}`,
    openSynthesize(choices),
    speakText,
  );
