import { test as base, expect, type BrowserContext } from "@playwright/test";
import { legAddress } from "./legs.ts";

interface Console {
  /** What the pages complained about so far; whatever is left in it at the end fails the scenario. */
  complaints: string[];
}

/**
 * Playwright's `test`, on the server of its leg, in a browser without a save dialog, failing on anything that a page
 * complains about: a console error, an uncaught exception, a violation of the content security policy.
 */
export const test = base.extend<Console>({
  baseURL: async ({}, use, info) => {
    await use(legAddress(info.project.name));
  },
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints).toEqual([]);
  },
  context: async ({ context, complaints }, use) => {
    await listenForComplaints(context, complaints);
    // A save dialog cannot be answered by a test; without it the page offers a download, as in Firefox and Safari.
    await context.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
    await use(context);
  },
});

export { expect };

async function listenForComplaints(context: BrowserContext, complaints: string[]): Promise<void> {
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  await context.exposeBinding("noteViolation", (_source, violation: string) => complaints.push(`policy: ${violation}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      const note = (globalThis as unknown as { noteViolation(text: string): void }).noteViolation;
      note(
        `${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample} at ${event.sourceFile}:${String(event.lineNumber)}`,
      );
    });
  });
}
