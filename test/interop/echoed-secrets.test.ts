import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { beforeEach, describe, expect, it } from "vitest";
import { createSecretMatcher } from "../../src/basics/secret-forms.ts";
import type { AudioKitLibrary } from "../../src/library/audiokit-library.ts";
import { authEventsPath, probePath } from "../../src/wire/paths.ts";
import { exportLog } from "../e2e/actions.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { findBrowser, openContext } from "../support/browser.ts";
import { start } from "./configured-console.ts";
import { openEchoingPlatform, openTokenServer } from "./echoing-servers.ts";
import { storedText } from "./stored-text.ts";

const noEnvoy = await whyNoEnvoy();
beforeEach(({ skip }) => skip(noEnvoy !== undefined, noEnvoy));

/** Secrets that need an encoding wherever they go. Header values are ASCII; a value of metadata has no `=`. */
const secrets = { client: "Ключ+от/всего=да&нет%2F", token: "tk+9/f3=aQ&7c%2Fz0~x", metadata: "md+7/kW&p%2Fz9Qx4" };

const base64 = (text: string) => Buffer.from(text).toString("base64");
const asciiJson = (text: string) =>
  JSON.stringify(text).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The ways in which servers repeat a value, written without the code under test. */
const encodings: Record<string, (value: string) => string> = {
  plain: (value) => value,
  form: (value) => new URLSearchParams({ v: value }).toString().slice(2),
  "URI component in lower case": (value) => encodeURIComponent(value).replaceAll(/%../g, (code) => code.toLowerCase()),
  "JSON in ASCII": asciiJson,
  "JSON in JSON": (value) => JSON.stringify(asciiJson(value)),
  "base64 of id:value": (value) => base64(`demo-client:${value}`),
  "base64 of i:value": (value) => base64(`i:${value}`),
  base64url: (value) => Buffer.from(`ab${value}`).toString("base64url"),
  hex: (value) => Buffer.from(value).toString("hex"),
  "cut to ten characters": (value) => `${value.slice(0, 10)}…`,
};
const names = Object.keys(encodings);
const repeat = (value: string) =>
  names.map((name, index) => `said${String(index)}(${encodings[name]!(value)})`).join(" ");

/** A console before an echoing platform, with a page in it. */
async function setup(parts: AsyncDisposableStack, config: (ssoUrl: string) => string, ...words: string[]) {
  const [tokens, platform] = await Promise.all([openTokenServer(secrets.token, repeat), openEchoingPlatform(repeat)]);
  parts.defer(async () => void (await Promise.all([tokens.close(), platform.close()])));
  const ssoUrl = `http://127.0.0.1:${String(tokens.port)}`;
  const folder = await mkdtemp(join(tmpdir(), "audiokit-echo-"));
  parts.defer(() => rm(folder, { recursive: true }));
  const file = join(folder, "config.ini");
  await writeFile(file, `api_address = 127.0.0.1:${String(platform.port)}\nuse_ssl = false\n${config(ssoUrl)}`);
  return {
    tokens,
    platform,
    ssoUrl,
    async open() {
      const console = start(
        parts,
        "--port",
        "0",
        "--config",
        file,
        "--access-log",
        "--allow-endpoint",
        ssoUrl,
        ...words,
      );
      const { origin } = await console.ready;
      const browser = parts.adopt(await chromium.launch((await findBrowser()).launch), (it) => it.close());
      const context = await openContext(browser, { baseURL: origin, locale: "en-GB" });
      await context.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
      return { console, page: await context.newPage(), origin };
    },
  };
}

/** Makes one call of the page; it fails. @returns what a program on the page is told */
function call(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts = globalThis as unknown as { audiokit?: AudioKitLibrary };
    while (parts.audiokit === undefined) await new Promise((done) => setTimeout(done, 50));
    const failure = await parts.audiokit.getTtsModels().catch((thrown: unknown) => thrown as Error);
    return JSON.stringify([String(failure), failure, Object.entries(failure as object)]);
  });
}

/** Everything that the console has stored, exported, shown and printed. */
async function gather(page: Page, origin: string, said: () => { stdout: string; stderr: string }) {
  const shown: string[] = [await page.content()];
  await page.goto("/connection");
  await page
    .getByText(/checked is OK|failed|Check again/i)
    .first()
    .waitFor();
  shown.push(await page.content());
  const read = async (path: string) => (await fetch(origin + path)).text();
  const [probe, authEvents] = [await read(probePath), await read(authEventsPath)];
  const files = await exportLog(page, [["tts_structured.jsonl", 0], ["tts_utility.log", 0], ["tts_errors.log", 0]]); // prettier-ignore
  shown.push(await page.content());
  const exported = files.map(({ name, bytes }) => `${name}\n${bytes.toString("utf8")}`);
  const terminal = Object.values(said()).join("\n");
  return {
    stored: await storedText(page),
    structured: exported[0]!,
    text: exported[1]!,
    errors: exported[2]!,
    shown: shown.join("\n"),
    probe,
    authEvents,
    terminal,
  };
}

/** How often one of the values stands in one of the places, in one of the encodings or in any that the matcher knows. */
function findings(places: Record<string, string>, values: string[]): string[] {
  const matcher = createSecretMatcher(values);
  return Object.entries(places).flatMap(([place, text]) => [
    ...values.flatMap((value) =>
      names.filter((name) => text.includes(encodings[name]!(value))).map((name) => `${place}: ${name}`),
    ),
    ...matcher.find(text).map(({ start, end }) => `${place}: …${text.slice(Math.max(0, start - 40), end)}`),
  ]);
}

describe("a secret that comes back in ten encodings in somebody's answer", () => {
  it("stands nowhere when the gateway brings the token", async () => {
    await using parts = new AsyncDisposableStack();
    const { tokens, platform, open } = await setup(
      parts,
      (ssoUrl) =>
        `client_id = demo-client\nclient_secret = "${secrets.client}"\nsso_url = ${ssoUrl}\nrealm = r\nextra_metadata = "x-api-key=${secrets.metadata}"\n`,
    );
    // The first request of the gateway is refused, and its end is printed.
    tokens.answer = "error";
    const { console, page, origin } = await open();
    await page.goto("/connection");
    await expect.poll(() => tokens.refusals).toBeGreaterThan(1);
    const early = await (await fetch(origin + probePath)).text();
    tokens.answer = "error_description";
    await new Promise((done) => setTimeout(done, 3_100)); // A report is reused for three seconds.
    const late = await (await fetch(origin + probePath)).text();
    expect([early, late].map((text) => text.includes("said0([redacted]"))).toEqual([false, true]);
    tokens.answer = "grants";
    await expect
      .poll(async () => (await call(page)).includes("[redacted]") && platform.repeated.includes(secrets.token))
      .toBe(true);
    const told = [await call(page)];
    platform.answer = "page";
    told.push(await call(page));
    const places = { ...(await gather(page, origin, console.said)), early, late, told: told.join("\n") };
    expect(places.terminal).toContain("no token came yet");
    expect(places.authEvents).toContain("HTTP 401");
    expect(findings(places, Object.values(secrets))).toEqual([]);
  });

  it("stands nowhere when the page gets the token", async () => {
    await using parts = new AsyncDisposableStack();
    const { tokens, platform, ssoUrl, open } = await setup(parts, () => "");
    const { console, page, origin } = await open();
    await page.addInitScript((access) => localStorage.setItem("audiokit-settings", JSON.stringify({ access })), {
      mode: "token",
      tokenFrom: "fetch",
      ssoUrl,
      realm: "r",
      clientId: "demo-client",
    });
    await page.goto("/settings");
    const signIn = async (answer: typeof tokens.answer) => {
      tokens.answer = answer;
      await page.getByLabel(/^Client secret/).fill(secrets.client);
      await page.getByRole("button", { name: "Get token" }).click();
    };
    const shown: string[] = [];
    for (const [answer, why] of [
      ["error", /HTTP 401/],
      ["error_description", /wrong client/],
    ] as const) {
      await signIn(answer);
      await page.getByRole("alert").filter({ hasText: why }).waitFor();
      shown.push(await page.content());
    }
    await signIn("grants");
    await page.getByText(/^Valid for/).waitFor();
    const told = [await call(page)];
    platform.answer = "page";
    told.push(await call(page));
    expect(platform.repeated).toContain(secrets.token);
    expect(told[0]).toContain("said0([redacted])");
    const places = { ...(await gather(page, origin, console.said)), settings: shown.join("\n"), told: told.join("\n") };
    expect(places.structured).toContain("said9([redacted]…)");
    expect(findings(places, Object.values(secrets))).toEqual([]);
  });

  it("stands nowhere when nobody brings a token and a config.ini brought metadata", async () => {
    await using parts = new AsyncDisposableStack();
    const { platform, open } = await setup(parts, () => "");
    const { console, page, origin } = await open();
    await page.goto("/settings");
    const config = `api_address = a\nuse_ssl = true\nextra_metadata = "x-api-key=${secrets.metadata}"\n`;
    await page
      .getByRole("region", { name: "config.ini" })
      .locator('input[type="file"]')
      .setInputFiles({ name: "config.ini", mimeType: "text/plain", buffer: Buffer.from(config) });
    await page.locator("dd").filter({ hasText: "x-api-key=••••••••" }).waitFor();
    const shown = await page.content();
    const told = [await call(page)];
    platform.answer = "page";
    told.push(await call(page));
    expect(platform.repeated).toContain(secrets.metadata);
    const places = { ...(await gather(page, origin, console.said)), settings: shown, told: told.join("\n") };
    expect(places.structured).toContain("said9([redacted]…)");
    expect(findings(places, Object.values(secrets))).toEqual([]);
  });
});
