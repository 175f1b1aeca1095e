import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { browserProvider } from "./test/support/browser-provider.ts";
import { scriptedResponses } from "./test/support/servers/scripted-responses.ts";
import { wholeWorker } from "./test/support/servers/whole-worker.ts";

// Tests of files: in Node, `*.browser.test.ts` in a real Chromium, `*.engine.test.ts` over real speech engines.
// A shared runner stalls for seconds now and then: continuous integration tries once more what failed there, and names it at the end.
const retry = process.env["CI"] === "true" ? 1 : 0;
// Patience for busy machines: what takes longer than this is stuck, not slow.
const patience = { retry, testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } } };
// Where programs are started: companions with their engines, Envoy, whole browsers.
const longPatience = { retry, testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 100_000 } } };

export default defineConfig({
  test: {
    // Where programs are started, which wait for one another. Projects that extend vite.config.ts do not have it: Vitest leaves one
    // core to others, where another step runs.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: "./vite.config.ts",
        test: {
          ...patience,
          name: "node",
          environment: "node",
          // Tests share nothing, so their files may share a process: half of the time was spent on starting one for each.
          isolate: false,
          include: [
            "src/**/*.test.ts",
            "test/{architecture,bench,container,fleet,harness,soak,supply-chain,support}/**/*.test.ts",
          ],
          exclude: ["**/*.browser.test.ts", "**/*.engine.test.ts"],
        },
      },
      {
        extends: "./vite.config.ts",
        test: { ...longPatience, name: "engines", environment: "node", include: ["src/**/*.engine.test.ts"] },
      },
      {
        extends: "./vite.config.ts",
        plugins: [scriptedResponses(), wholeWorker()],
        test: {
          ...patience,
          name: "browser",
          include: ["src/**/*.browser.test.ts", "test/databases/*.browser.test.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: browserProvider(),
            instances: [{ browser: "chromium" as const }],
          },
        },
      },
      { test: { ...patience, name: "contract", environment: "node", include: ["test/contract/**/*.test.ts"] } },
      {
        test: { ...longPatience, name: "interop", environment: "node", include: ["test/interop/**/*.test.ts"] },
      },
      {
        test: {
          ...longPatience,
          name: "faults",
          environment: "node",
          include: ["test/faults/**/*.test.ts"],
          globalSetup: "test/faults/serve-log-page.ts",
        },
      },
      {
        test: {
          ...longPatience,
          name: "webkit",
          environment: "node",
          include: ["test/webkit/**/*.test.ts"],
          globalSetup: "test/webkit/serve-console.ts",
        },
      },
      {
        test: {
          ...longPatience,
          name: "failures",
          environment: "node",
          include: ["test/failures/**/*.test.ts"],
          // Many of them wait, and some start a companion and an Envoy.
          maxConcurrency: 3,
        },
      },
    ],
  },
});
