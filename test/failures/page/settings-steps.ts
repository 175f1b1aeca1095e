import type { Page } from "@playwright/test";
import { accessText } from "../../../src/pages/settings/access-text.ts";
import { settingsText } from "../../../src/pages/settings/settings-text.ts";
import type { ProvokedFailure } from "../failure-scenario.ts";
import type { Step } from "./page-scenario.ts";

const access = accessText.en;

/** Sets the scenario's gateway in Settings. */
export const choosesEndpoint: Step = async (tab, failure) => {
  await openSettings(tab, failure);
  await tab.getByLabel(settingsText.en.endpoint).fill(failure.endpoint!);
  await tab.getByRole("button", { name: settingsText.en.save }).first().click();
};

/** Pastes the scenario's token in Settings; a reload would lose it. */
export const pasteToken: Step = async (tab, failure) => {
  await openSettings(tab, failure);
  await tab.getByRole("radio", { name: access.modes.token, exact: true }).check();
  await tab.getByLabel(access.pastedToken, { exact: true }).fill(failure.token!);
  await tab.getByRole("button", { name: access.usePasted }).click();
};

/** Sets the deadline of calls. */
export function allowSeconds(seconds: string): Step {
  return async (tab, failure) => {
    await openSettings(tab, failure);
    await tab.getByText(access.extras).click();
    const field = tab.getByLabel(access.timeout, { exact: true });
    await field.fill(seconds);
    await field.press("Tab");
  };
}

async function openSettings(tab: Page, { console }: ProvokedFailure): Promise<void> {
  await tab.goto(`${console.url}/settings`);
}
