import type { Page } from "@playwright/test";
import { createServer } from "vite";
import type { Faults } from "./page.ts";

/** Serves the page that logs while faults are injected. Must be closed. */
export async function serveLogPage(): Promise<{ address: string; close: () => Promise<void> }> {
  const server = await createServer({
    configFile: false,
    logLevel: "error",
    server: { port: 0, host: "127.0.0.1", hmr: false },
    optimizeDeps: { include: ["dexie"] },
  });
  await server.listen();
  return { address: `${server.resolvedUrls!.local[0]!}test/faults/page.html`, close: () => server.close() };
}

/** Opens the log in this tab. */
export async function openLogPage(page: Page, address: string): Promise<Page> {
  await page.goto(address);
  await page.waitForFunction(() => "faults" in globalThis, undefined, { timeout: 60_000 });
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
