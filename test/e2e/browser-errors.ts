import { expect, type BrowserContext } from "@playwright/test";

/**
 * Errors of a scenario's pages: console errors, uncaught exceptions, violations of the content security
 * policy.
 */
export class BrowserErrors {
  readonly #heard: string[] = [];
  readonly #expected: RegExp[] = [];
  readonly #allowed: RegExp[] = [];

  /**
   * Expects an error that the scenario causes, such as the browser's own report of a refused
   * request. The console is asynchronous, so it may arrive before or after what the page shows.
   */
  expect(complaint: RegExp): void {
    this.#expected.push(complaint);
  }

  /** Allows an error that depends on timing: it may occur or not. */
  allow(complaint: RegExp): void {
    this.#allowed.push(complaint);
  }

  /** Fails unless every expected error has occurred, and no other. */
  async settle(): Promise<void> {
    for (const complaint of this.#expected)
      await expect.poll(() => this.#heard).toContainEqual(expect.stringMatching(complaint));
    const known = [...this.#expected, ...this.#allowed];
    expect(this.#heard.filter((text) => !known.some((complaint) => complaint.test(text)))).toEqual([]);
  }

  async listen(context: BrowserContext): Promise<void> {
    const hear = (text: string) => this.#heard.push(text);
    context.on("console", (message) => {
      if (message.type() === "error") hear(`console: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => hear(`uncaught: ${error.error().stack ?? error.error().message}`));
    await context.exposeBinding("noteViolation", (_source, violation: string) => hear(`policy: ${violation}`));
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        const note = (globalThis as unknown as { noteViolation(text: string): void }).noteViolation;
        note(
          `${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample} at ${event.sourceFile}:${String(event.lineNumber)}`,
        );
      });
    });
  }
}
