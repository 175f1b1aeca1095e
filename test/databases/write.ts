import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { createServer } from "vite";
import { findBrowser } from "../support/browser.ts";
import { projectFolder } from "../support/folders.ts";
import type { Write } from "./write-page.ts";

// Writes the databases of this version as a fixture: `node test/databases/write.ts NAME`, see test/fixtures/databases/README.md.

const [, , name] = process.argv;
if (name === undefined || !/^[\w.-]+$/.test(name))
  throw new Error("say the name of the fixture: a version or a commit");
const folder = join(projectFolder, "test/fixtures/databases", name);

const server = await createServer({
  configFile: false,
  logLevel: "error",
  server: { port: 0, host: "127.0.0.1", hmr: false },
  optimizeDeps: { include: ["dexie"] },
});
await server.listen();
const { launch } = await findBrowser();
const browser = await chromium.launch(launch);
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`${server.resolvedUrls!.local[0]!}test/databases/write-page.html`);
  await page.waitForFunction(() => "write" in globalThis);
  const { contents, dump } = await page.evaluate(() => (globalThis as unknown as { write: Write }).write());
  // Never over another one: what a version wrote stays as it was.
  mkdirSync(folder);
  writeFileSync(join(folder, "contents.json"), `${JSON.stringify(contents, undefined, 1)}\n`);
  writeFileSync(join(folder, "databases.bin"), gzipSync(JSON.stringify(dump), { level: 9 }));
  for (const { name, version, stores } of dump.databases) {
    const records = stores.map((store) => `${store.name} ${String(store.records.length)}`);
    console.log(`${name} (version ${String(version)}): ${records.join(", ")}`);
  }
} finally {
  await browser.close();
  await server.close();
}
