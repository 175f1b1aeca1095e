import { defineConfig } from "@playwright/test";
import { findBrowser } from "../support/browser.ts";
import { projectFolder } from "../support/folders.ts";
import { findFirefox } from "../support/firefox.ts";
import { connectionPaths, scenariosOf } from "./connection-paths.ts";

const { launch } = await findBrowser();
const here = await connectionPaths();
const firefox = await findFirefox();

// Every scenario runs at least once, with one server for each connection path and for the whole run.
export default defineConfig({
  testDir: ".",
  testMatch: process.env["SCREENSHOT"] === undefined ? "*.scenario.ts" : "*.picture.ts",
  outputDir: "../../test-results",
  fullyParallel: true,
  forbidOnly: process.env["CI"] === "true",
  workers: 2,
  // As in vitest.config.ts.
  retries: process.env["CI"] === "true" ? 1 : 0,
  // Patience for busy machines: what takes longer than this is stuck, not slow.
  timeout: 300_000,
  expect: { timeout: 60_000, toPass: { timeout: 120_000 } },
  reporter: "list",
  use: {
    launchOptions: launch,
    locale: "en-GB",
    colorScheme: "light",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    // The page is copied where a scenario is about that: elsewhere it would cost each of them a few seconds.
    serviceWorkers: "block",
    // Without a graphics card, each frame of a button that changes its colour is painted by the processor.
    contextOptions: { reducedMotion: "reduce" },
  },
  projects: [
    ...here.map(({ name }) => ({ name, ...scenariosOf[name] })),
    ...("missing" in firefox
      ? []
      : [
          {
            name: "firefox",
            grep: /@smoke-/,
            // With motion, as most people have it.
            use: {
              ...{ browserName: "firefox" as const, channel: "moz-firefox", launchOptions: firefox.launch },
              contextOptions: {},
            },
          },
        ]),
  ],
  webServer: here.map(({ command, ready }) => ({
    command,
    cwd: projectFolder,
    wait: { stdout: ready },
    timeout: 180_000,
    gracefulShutdown: { signal: "SIGINT", timeout: 10_000 },
  })),
});
