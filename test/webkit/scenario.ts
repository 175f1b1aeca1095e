import { beforeEach, inject, test as base } from "vitest";
import { bundleFinder, DrivenPage } from "./driven-page.ts";
import { findWebKit } from "./find-webkit.ts";
import { startScreen } from "./web-driver.ts";

const webKit = findWebKit();
const missing = "missing" in webKit ? webKit.missing : undefined;
beforeEach(({ skip }) => skip(missing !== undefined, missing));

/**
 * Vitest's `test` with a `page` in a WebKitGTK of its own, at the console that `serve-console.ts` serves. Skipped where there is no
 * WebKitGTK. The `environment` of the browser can be overridden.
 */
export const it = base
  .extend("environment", {} as Record<string, string>)
  .extend("finder", { scope: "file" }, bundleFinder)
  .extend("screen", { scope: "file" }, async ({}, { onCleanup }) => {
    if ("missing" in webKit) throw new Error(webKit.missing);
    const screen = await startScreen(webKit);
    onCleanup(() => screen.close());
    return screen;
  })
  .extend("page", async ({ environment, finder, screen }, { onCleanup }) => {
    const session = await screen.open(environment);
    onCleanup(() => session.end());
    return new DrivenPage(session, finder, inject("consoleOrigin"));
  });
