import { svelte } from "@sveltejs/vite-plugin-svelte";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findBrowser } from "./test/support/browser.ts";

// The page and its worker; and the unit tests: pure files in Node, `*.browser.test.ts` in a real Chromium.
export default defineConfig(async () => ({
  plugins: [svelte()],
  build: { outDir: "dist", target: "es2024", sourcemap: true, modulePreload: { polyfill: false } },
  worker: { format: "es" as const },
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: "node",
          environment: "node",
          include: ["src/**/*.test.ts", "test/architecture/**/*.test.ts"],
          exclude: ["**/*.browser.test.ts"],
        },
      },
      {
        extends: true as const,
        test: {
          name: "browser",
          include: ["src/**/*.browser.test.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: await findBrowser() }),
            instances: [{ browser: "chromium" as const }],
          },
        },
      },
    ],
  },
}));
