import type { Page } from "@playwright/test";
import type { ProvokedFailure } from "../failure-scenario.ts";
import type { Step } from "./page-scenario.ts";

/** Sets the scenario's gateway in Settings. */
export const choosesEndpoint: Step = async (tab, failure) => {
  await openSettings(tab, failure);
  await tab.getByLabel("Platform endpoint").fill(failure.endpoint!);
  await tab.getByRole("button", { name: "Save", exact: true }).first().click();
};

/** Pastes the scenario's token in Settings; a reload would lose it. */
export const pasteToken: Step = async (tab, failure) => {
  await openSettings(tab, failure);
  await tab.getByRole("radio", { name: "This page", exact: true }).check();
  await tab.getByLabel("Token", { exact: true }).fill(failure.token!);
  await tab.getByRole("button", { name: "Use token" }).click();
};

/** Sets the deadline of calls. */
export function allowSeconds(seconds: string): Step {
  return async (tab, failure) => {
    await openSettings(tab, failure);
    await tab.getByText("Additional call options").click();
    const field = tab.getByLabel("Call timeout, seconds", { exact: true });
    await field.fill(seconds);
    await field.press("Tab");
  };
}

async function openSettings(tab: Page, { console }: ProvokedFailure): Promise<void> {
  await tab.goto(`${console.url}/settings`);
}
