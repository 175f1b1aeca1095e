import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { loadStaticFiles } from "../../src/companion/http/static-files.ts";
import { projectFolder } from "../support/folders.ts";
import { openStoppableSite, plainFiles, type StoppableSite } from "../support/servers/plain-site.ts";
import { dropFile, logRows, searchLog } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

const built = join(projectFolder, "dist");
const log = [
  '{"timestamp":"2026-11-29T10:00:00.000Z","level":"INFO","event":"request_start","request_id":"req_1","request_data":{"service":"TTS","operation":"Synthesize"}}',
  '{"timestamp":"2026-11-29T10:00:01.000Z","level":"ERROR","event":"request_error","request_id":"req_1","duration_ms":1000,"request_data":{"service":"TTS","operation":"Synthesize"},"error":{"error_type":"UNAVAILABLE","error_message":"no route"}}',
  '{"timestamp":"2026-11-29T10:00:02.000Z","level":"INFO","event":"request_start","request_id":"req_2","request_data":{"service":"ASR","operation":"Recognize"}}',
  '{"timestamp":"2026-11-29T10:00:03.000Z","level":"INFO","event":"request_success","request_id":"req_2","duration_ms":900,"request_data":{"service":"ASR","operation":"Recognize"}}',
].join("\n");

test.use({ serviceWorkers: "allow" });

/** Until the page is copied and answered by its worker. */
async function copied(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** Opens a log that somebody sent, searches it, opens one of its calls, and its numbers. The page is open at Logs. */
async function readLog(page: Page): Promise<void> {
  await dropFile(page, "customer.jsonl", log);
  await expect(page).toHaveURL(/log=/);
  await page.getByRole("link", { name: "Logs", exact: true }).click();
  await expect(logRows(page)).toHaveCount(2);
  await searchLog(page, "error.error_type:UNAVAILABLE");
  await expect(logRows(page)).toHaveCount(1);
}

test.describe("the page from its copy", () => {
  let site: StoppableSite;
  const folders: string[] = [];
  test.beforeEach(async () => {
    site = await openStoppableSite(await loadStaticFiles(built));
  });
  test.afterEach(async () => {
    await site.stop().catch(() => undefined);
    await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
  });

  /** The same build under another version: the page has a script of another name. */
  async function nextVersion(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "next-version-"));
    folders.push(folder);
    await cp(built, folder, { recursive: true, filter: (path) => !path.endsWith(".map") });
    const html = await readFile(join(folder, "console.html"), "utf8");
    const [script = ""] = /index-[\w-]+(?=\.js)/.exec(html) ?? [];
    for (const name of ["console.html", "offline-worker.js"]) {
      const text = await readFile(join(folder, name), "utf8");
      await writeFile(join(folder, name), text.replaceAll(script, "index-next"));
    }
    await rename(join(folder, `assets/${script}.js`), join(folder, "assets/index-next.js"));
    return folder;
  }

  test("starts without its server with the logs in it, says what needs one, and takes a new version at a click only", async ({
    page,
    complaints,
  }) => {
    // This server has no platform, and then there is none.
    complaints.allow(/404|ERR_CONNECTION_REFUSED|Failed to fetch|Failed to load resource/);
    await page.goto(`${site.origin}/logs`);
    await copied(page);
    expect(await whyNotInstallable(page)).toEqual([]);
    await readLog(page);
    const address = page.url();
    await site.stop();

    await page.reload();
    await expect(logRows(page)).toHaveCount(1);
    await page.getByRole("link", { name: "Overview" }).click();
    await expect(page.getByRole("main")).toContainText("UNAVAILABLE");
    await page.getByRole("link", { name: "Dashboards" }).click();
    await expect(page.getByRole("main")).toContainText("Response time");
    await expect(page.getByText("isn’t responding")).toBeHidden();
    await page.getByRole("link", { name: "Synthesize" }).click();
    await expect(page.getByRole("status").filter({ hasText: "This page needs it" })).toBeVisible();
    await expectAccessible(page);

    const kept = await page.evaluate(async () => {
      const all = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
      return (await Promise.all(all)).flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept.length).toBeGreaterThan(50);
    expect(
      kept.filter((path) => !/^\/(?:assets\/[\w.-]+|icon[\w-]*\.(?:svg|png)|manifest\.webmanifest)?$/.test(path)),
    ).toEqual([]);

    await site.start(await loadStaticFiles(await nextVersion()));
    await page.goto(address);
    // The page came from the server, so it is the new one: its worker follows, and nothing is left to offer.
    await expect.poll(() => versionOf(page)).toBe("index-next");
    // Seldom enough that the worker before has nothing to do meanwhile: until then it is not replaced.
    await expect.poll(() => followed(page), { intervals: [5_000], timeout: 180_000 }).toBe(true);
    await expect(page.getByText("A new version")).toBeHidden();

    await site.stop();
    await site.start(await loadStaticFiles(built));
    const offered = page.getByRole("status").filter({ hasText: "A new version of the console is ready" });
    // A question that comes while the browser's own is under way is answered with that one's answer, from the server before.
    await expect(async () => {
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
      await expect(offered).toBeVisible({ timeout: 10_000 });
    }).toPass();
    await expectAccessible(page);
    expect(await versionOf(page)).toBe("index-next");
    await offered.getByRole("button", { name: "Reload now" }).click();
    await expect.poll(() => versionOf(page)).not.toBe("index-next");
    await expect(logRows(page)).toHaveCount(1);
  });
});

/**
 * Asks for a newer worker, and says whether the one in charge has the script of this page. One question may not do: while the
 * browser's own is under way, it gets that one's answer, from the server before.
 */
function followed(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    await registration.update();
    const url = document.querySelector<HTMLScriptElement>('script[type="module"]')!.src;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<boolean>((done) => {
      port1.onmessage = ({ data }) => done(data === true);
      // A worker that is replaced at this moment never answers.
      setTimeout(() => done(false), 5_000);
    });
    registration.active!.postMessage({ is: "holds", url }, [port2]);
    return answer;
  });
}

/** Name of the script that the page runs. */
async function versionOf(page: Page): Promise<string | undefined> {
  const address = await page.locator('script[type="module"]').getAttribute("src");
  return /index-[\w-]+/.exec(address ?? "")?.[0];
}

/** Why the browser would not install the page, and what it does not understand of the manifest. */
async function whyNotInstallable(page: Page): Promise<unknown[]> {
  const browser = await page.context().newCDPSession(page);
  const { errors } = await browser.send("Page.getAppManifest");
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  return [...errors, ...installabilityErrors];
}

test("the build alone reads a customer's log in a folder of any web server, without a word about a missing platform", async ({
  page,
  context,
}) => {
  const folder = "/tools/audiokit/";
  const site = await openStoppableSite(plainFiles(built, folder));
  const requested = new Set<string>();
  context.on("request", (request) => requested.add(request.url()));

  await page.goto(site.origin + folder);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Logs");
  await expect(page.getByRole("contentinfo")).toContainText("reads logs and makes no calls");
  await expect(page.getByRole("main")).toContainText("No calls yet");
  await expect(page.getByRole("link", { name: "Synthesize" })).toHaveCount(0);
  await copied(page);
  expect(await whyNotInstallable(page)).toEqual([]);
  await readLog(page);
  await expect(page).toHaveURL(/\/tools\/audiokit\/#\/logs\?/);
  await expectAccessible(page);

  await page.reload();
  await expect(logRows(page)).toHaveCount(1);
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("main")).toContainText("UNAVAILABLE");
  await page.getByRole("link", { name: "Dashboards" }).hover();
  await expect(page.getByRole("link", { name: "Dashboards" })).toHaveAttribute(
    "href",
    /\/tools\/audiokit\/#\/dashboards\?log=/,
  );

  // A link that somebody sent leads to the call, and one to a page that calls says why it does not.
  const log = new URL(page.url().replace("#/", "")).searchParams.get("log") ?? "";
  await page.goto(`${site.origin}${folder}#/request/req_1?log=${encodeURIComponent(log)}`);
  await expect(page.getByRole("main")).toContainText("no route");
  await page.goto(`${site.origin}${folder}#/synthesize`);
  await expect(page.getByRole("main")).toContainText("No speech platform here");
  await page.getByRole("link", { name: "Skip to content" }).press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await page.goto(`${site.origin}${folder}#/settings`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");

  expect([...requested].filter((url) => url.startsWith("http") && !url.startsWith(site.origin + folder))).toEqual([]);
  await site.stop();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
});
