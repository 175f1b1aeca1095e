import type { Page } from "@playwright/test";
import { inject } from "vitest";
import type { Faults } from "./page.ts";

/** Opens the log in this tab. */
export async function openLogPage(page: Page): Promise<Page> {
  // The time limit is that of the test.
  await page.goto(inject("logPage"), { timeout: 0 });
  return page;
}

/** Calls a function of the page, in the page. */
export function inPage<Name extends keyof Faults>(
  page: Page,
  name: Name,
  ...given: Parameters<Faults[Name]>
): Promise<Awaited<ReturnType<Faults[Name]>>> {
  return page.evaluate(
    ([called, values]) => {
      const { faults } = globalThis as unknown as { faults: Record<string, (...values: unknown[]) => unknown> };
      return faults[called]!(...values) as never;
    },
    [name, given] as const,
  );
}
