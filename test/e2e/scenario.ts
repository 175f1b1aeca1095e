import { test as base, expect } from "@playwright/test";
import { BrowserErrors } from "./browser-errors.ts";
import { connectionPathAddress } from "./connection-paths.ts";

interface Console {
  /** Checked at the end: an unexpected error fails the scenario, and so does a missing expected one. */
  complaints: BrowserErrors;
}

/**
 * Playwright's `test`, on the server of its connection path, in a browser without a save dialog, failing on every error of
 * a page.
 */
export const test = base.extend<Console>({
  baseURL: async ({}, use, info) => {
    await use(connectionPathAddress(info.project.name));
  },
  complaints: async ({}, use) => {
    const complaints = new BrowserErrors();
    await use(complaints);
    await complaints.settle();
  },
  context: async ({ context, complaints }, use) => {
    await complaints.listen(context);
    // A save dialog cannot be answered by a test; without it the page offers a download, as in Firefox and Safari.
    await context.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
    await use(context);
  },
});

export { expect };
