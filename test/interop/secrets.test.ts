import { join } from "node:path";
import { chromium, type BrowserContext, type Response } from "@playwright/test";
import { beforeEach, expect, it } from "vitest";
import { exportLog, recognize, synthesize } from "../e2e/actions.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { findBrowser, openContext } from "../support/browser.ts";
import { projectFolder } from "../support/folders.ts";
import { openConfiguredConsole, secret } from "./configured-console.ts";
import { storedText } from "./stored-text.ts";

const noEnvoy = await whyNoEnvoy();
beforeEach(({ skip }) => skip(noEnvoy !== undefined, noEnvoy));

/** Hears every byte that the browser gets: headers, bodies, frames of sockets; workers too. */
function listenIn(context: BrowserContext) {
  const heard: Promise<string>[] = [];
  let sockets = "";
  const bodyOf = async (response: Response) => {
    // An answer that was cut off or redirected has no body to read.
    const body = await response.body().catch(() => Buffer.alloc(0));
    return `${response.url()}\n${JSON.stringify(await response.allHeaders())}\n${body.toString("utf8")}`;
  };
  context.on("response", (response) => heard.push(bodyOf(response)));
  context.on("page", (page) => {
    page.on("websocket", (socket) => {
      for (const event of ["framereceived", "framesent"] as const)
        socket.on(event as "framereceived", ({ payload }) => (sockets += String(payload)));
    });
  });
  return async () => [...(await Promise.all(heard)), sockets].join("\n");
}

it("no byte that the browser got, stored or exported holds the client secret or a token", async () => {
  await using parts = new AsyncDisposableStack();
  const configured = parts.adopt(await openConfiguredConsole(secret, "--access-log"), (it) => it.close());
  const browser = parts.adopt(await chromium.launch((await findBrowser()).launch), (it) => it.close());
  const context = await openContext(browser, { baseURL: configured.url.origin, locale: "en-GB" });
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  const everything = listenIn(context);
  const page = await context.newPage();
  // A second tab, which asks for the same news of the gateway's token.
  const other = await context.newPage();
  await other.goto("/logs");
  await other.waitForFunction(() => localStorage.getItem("audiokit-auth-mode") === "gateway");

  await page.goto("/synthesize?voice=borisova");
  await synthesize(page, "Nothing secret is said here.");
  await page.goto("/recognize?language=en");
  await recognize(page, join(projectFolder, "test/fixtures/speech/0880.wav"));
  await page.goto("/connection");
  await page.getByText("Everything checked is OK.").waitFor();
  // Nothing failed, so `tts_errors.log` is empty and not offered.
  const files = await exportLog(page, [
    ["tts_structured.jsonl", 0],
    ["tts_utility.log", 0],
  ]);

  const exported = files.map(({ bytes }) => bytes.toString("utf8"));
  const events = exported[0]!.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
  // Envoy's token request is in the log, once over both tabs, and the calls are known to carry a token.
  expect(events.filter(({ event }) => String(event).startsWith("auth_"))).toMatchObject([
    { event: "auth_token_request", success: true, data: { side: "gateway", expires_in: 300 } },
  ]);
  const starts = events.filter(({ event }) => event === "request_start");
  expect(starts.length).toBeGreaterThan(3);
  expect(starts.every(({ auth_present }) => auth_present === true)).toBe(true);

  const tokens = new Set(configured.platform.seen.flatMap(({ authorization }) => authorization?.slice(7) ?? []));
  expect(tokens.size).toBeGreaterThan(0);
  const places = { browser: await everything(), stored: await storedText(page), exported: exported.join("\n") };
  // What is looked for would be found: the places do hold what was done.
  expect(places.browser).toContain("StreamingSynthesize");
  expect(places.stored).toContain("auth_token_request");
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, place).toBeGreaterThan(1000);
    expect(text.includes(secret), `the client secret, ${place}`).toBe(false);
    for (const token of tokens) {
      expect(text.includes(token), `a token, ${place}`).toBe(false);
      expect(text.includes(token.split(".")[2]!), `a token's signature, ${place}`).toBe(false);
    }
  }
});
