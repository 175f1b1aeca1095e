import type { TestProject } from "vitest/node";
import { startCompanion } from "../support/servers/companion.ts";
import { findWebKit } from "./find-webkit.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Origin of the console that WebKitGTK opens; empty where there is no WebKitGTK. */
    consoleOrigin: string;
  }
}

/** Serves the console, once for all tests, until they have ended; says why they are skipped where there is no WebKitGTK. */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const webKit = findWebKit();
  if ("missing" in webKit) {
    console.log(`skipped: every scenario in WebKitGTK: ${webKit.missing}`);
    provide("consoleOrigin", "");
    return undefined;
  }
  const companion = startCompanion("--port", "0");
  provide("consoleOrigin", (await companion.ready).origin);
  return async () => {
    companion.signal("SIGINT");
    await companion.ended;
  };
}
