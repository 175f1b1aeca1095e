import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import type { TestProject } from "vitest/node";
import { projectFolder } from "../support/folders.ts";
import { serveFolder } from "../support/servers/serve-folder.ts";

const page = "test/faults/page.html";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the page that logs while faults are injected. */
    logPage: string;
  }
}

/**
 * Builds the page that logs while faults are injected, once for all tests, and serves it until they have ended. Module by module it
 * would be asked for in hundreds of requests whenever a test opens it.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "fault-page-"));
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: "warn",
    worker: { format: "es" },
    build: {
      ...{ outDir: folder, emptyOutDir: true, copyPublicDir: false, minify: false, target: "es2024" },
      rolldownOptions: { input: join(projectFolder, page) },
    },
  });
  const { origin, close } = await serveFolder(folder);
  provide("logPage", `${origin}/${page}`);
  return async () => {
    await close();
    await rm(folder, { recursive: true });
  };
}
