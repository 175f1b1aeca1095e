import { expect, type BrowserContext } from "@playwright/test";

/**
 * What the pages of a scenario complain about: console errors, uncaught exceptions, violations of the content security
 * policy.
 */
export class BrowserErrors {
  readonly #heard: string[] = [];
  readonly #expected: RegExp[] = [];
  readonly #allowed: RegExp[] = [];

  /**
   * A complaint that belongs to what the scenario does, such as the line with which the browser itself reports a refused
   * request. The console runs behind the page, so when it is heard, before or after what the page shows, is left open.
   */
  expect(complaint: RegExp): void {
    this.#expected.push(complaint);
  }

  /** A complaint that hangs on what the page happens to do at the moment: it may be heard, and it may not. */
  allow(complaint: RegExp): void {
    this.#allowed.push(complaint);
  }

  /** Fails unless all that was expected was heard, and nothing that is unknown. */
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
