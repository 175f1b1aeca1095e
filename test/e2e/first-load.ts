import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";

/** A file that a page has loaded. */
export interface LoadedFile {
  path: string;
  /** Packed by gzip at its best, in bytes: about what the companion sends. */
  gzipBytes: number;
}

/** What a page loads from its server before it is idle. */
export interface FirstLoad {
  /** Files and answers by GET since the page was opened, the largest first; calls of the platform are none of them. */
  files(): Promise<LoadedFile[]>;
  /** Lets the page do what it does when it is idle. */
  beIdle(): Promise<void>;
}

/**
 * Counts what a page loads, its workers included, while it is never idle: what it can do then, it can do without the rest. To be
 * called before the page is opened.
 */
export async function countFirstLoad(page: Page): Promise<FirstLoad> {
  await page.addInitScript(() => {
    const held: IdleRequestCallback[] = [];
    const hold = (callback: IdleRequestCallback) => held.push(callback);
    let requestIdle = hold;
    Object.defineProperty(globalThis, "requestIdleCallback", { value: (run: IdleRequestCallback) => requestIdle(run) });
    Object.defineProperty(globalThis, "beIdle", {
      value() {
        requestIdle = (run) => Number(setTimeout(() => run({ didTimeout: false, timeRemaining: () => 50 })));
        held.splice(0).forEach(requestIdle);
      },
    });
  });
  const urls: string[] = [];
  // Those of workers are requests of their page, too.
  page.on("request", (request) => {
    if (request.method() === "GET" && request.url().startsWith("http")) urls.push(request.url());
  });
  const sizeOf = async (url: string): Promise<LoadedFile> => {
    const body = await (await page.request.get(url)).body();
    return { path: new URL(url).pathname, gzipBytes: gzipSync(body, { level: 9 }).length };
  };
  return {
    async files() {
      const files = await Promise.all([...urls].map(sizeOf));
      return files.sort((one, other) => other.gzipBytes - one.gzipBytes);
    },
    beIdle: () => page.evaluate(() => (globalThis as unknown as { beIdle(): void }).beIdle()),
  };
}

/** The files as a table, with their sum. */
export function tableOf(files: LoadedFile[]): string {
  const rows = files.map(({ path, gzipBytes }) => `${String(gzipBytes).padStart(8)}  ${path}`);
  const bytes = files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  return [...rows, `${String(bytes).padStart(8)}  in ${String(files.length)} requests`].join("\n");
}
