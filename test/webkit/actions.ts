import { getByLabelSelector, getByRoleSelector, getByTextSelector } from "ivya";
import type { DrivenPage } from "./driven-page.ts";

/** What is looked for: selectors of Playwright. */
export const button = (name: string | RegExp) => getByRoleSelector("button", { name, exact: true });
export const link = (name: string | RegExp) => getByRoleSelector("link", { name, exact: true });
export const field = (label: string) => getByLabelSelector(label, { exact: true });
export const status = (beginning: string) => `${getByRoleSelector("status")} >> internal:has-text=/^\\s*${beginning}/`;

/** The rows of the log: calls, events, or lines of a file. */
export const logRows = `${getByRoleSelector("listbox", { name: /^(?:Calls|Events|Lines)/ })} >> ${getByRoleSelector("option")}`;

/** Types the text and starts its synthesis, without waiting for the end. The page is open at /synthesize. */
export async function startSynthesis(page: DrivenPage, text: string): Promise<void> {
  await page.fill(field("Text"), text);
  await page.click(button("Synthesize"));
}

/** Synthesizes a text and waits for the end. */
export async function synthesize(page: DrivenPage, text: string): Promise<void> {
  await startSynthesis(page, text);
  await page.see(status("Done: "));
}

/** Has a text refused, for want of its voice. */
export async function refuse(page: DrivenPage, text: string): Promise<void> {
  await page.goto("/synthesize?voice=nobody");
  await startSynthesis(page, text);
  await page.see(status("Failed, see below."));
}

/** Opens a recording and recognises it. The page is open at /recognize. */
export async function recognize(page: DrivenPage, file: string): Promise<void> {
  // The page is at rest when it knows the languages.
  await page.see(getByTextSelector(/This platform recognizes/));
  await page.type("input[type=file]", file);
  await page.click(button("Recognize"));
  await page.see(status("Done: "));
}
