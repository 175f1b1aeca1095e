import type { IncomingMessage, ServerResponse } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type CDPSession } from "@playwright/test";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { createServer } from "vite";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { findBrowser } from "../support/browser.ts";
import { watchMemory } from "./watch-memory.ts";
import type { Bench } from "./page.ts";

/** The bench page in a real Chromium with a profile on disk. Must be closed. */
export interface BenchPage {
  run<Name extends keyof Bench>(
    name: Name,
    ...given: Parameters<Bench[Name]>
  ): Promise<Awaited<ReturnType<Bench[Name]>>>;
  /** CPU time of the page's main thread since its start, in milliseconds, without workers. */
  mainThreadCpuMs(): Promise<number>;
  /** Memory of the page and its workers after garbage collection, in bytes. */
  memoryBytes(): Promise<number>;
  close(): Promise<void>;
}

export async function openBenchPage(): Promise<BenchPage> {
  const server = await createServer({
    configFile: false,
    logLevel: "error",
    // Cross-origin isolation gives precise clocks.
    server: { port: 0, host: "127.0.0.1", hmr: false, headers: isolation },
    plugins: [{ name: "platform", configureServer: ({ middlewares }) => void middlewares.use(servePlatform) }],
    optimizeDeps: {
      include: ["dexie", "@connectrpc/connect", "@connectrpc/connect-web", "@bufbuild/protobuf/codegenv2"],
    },
  });
  await server.listen();
  const profile = await mkdtemp(join(tmpdir(), "bench-profile-"));
  const { source, launch } = await findBrowser();
  console.error(`browser: ${source}`);
  const context = await chromium.launchPersistentContext(profile, { ...launch, headless: true });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(error));
  const devtools: CDPSession = await context.newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  // Only the memory bench attaches to workers.
  let memory: Promise<() => Promise<number>> | undefined;
  const address = server.resolvedUrls!.local[0]!;
  await page.goto(`${address}test/bench/page.html`);
  await page.waitForFunction(() => "bench" in globalThis, undefined, { timeout: 60_000 });
  return {
    run: (name, ...given) =>
      page.evaluate(
        ([method, parameters]) => {
          const { bench } = globalThis as unknown as { bench: Record<string, (...given: never[]) => unknown> };
          return bench[method]!(...(parameters as never[]));
        },
        [name, given] as const,
      ) as never,
    async mainThreadCpuMs() {
      const { metrics } = await devtools.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
    },
    memoryBytes: async () => (await (memory ??= watchMemory(devtools)))(),
    async close() {
      await context.close();
      await server.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Proxies the paths of the platform to it; everything else goes to Vite. */
function servePlatform(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (request.url?.startsWith("/mts.ai.") === true) platform(request, response);
  else next();
}

/** A platform that responds at once, so that only the overhead of a call is measured. */
const platform = connectNodeAdapter({
  routes: (router) => router.service(TTS, { getModelsInfo: () => ({ models: [{ name: "bench" }] }) }),
});

const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
