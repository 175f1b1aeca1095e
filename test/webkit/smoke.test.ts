import { getByLabelSelector, getByRoleSelector } from "ivya";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { smoke } from "../e2e/smoke.ts";
import { measureSpeech } from "../support/measure-speech.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";
import { bundleFinder, DrivenPage, enter } from "./driven-page.ts";
import { findWebKit } from "./find-webkit.ts";
import { startScreen, type WebDriverSession, type WebKitScreen } from "./web-driver.ts";

const webKit = findWebKit();
if ("missing" in webKit) console.log(`skipped: every scenario in WebKitGTK: ${webKit.missing}`);

const button = (name: string | RegExp) => getByRoleSelector("button", { name, exact: true });
const field = (label: string) => getByLabelSelector(label, { exact: true });
const status = (beginning: string) => `${getByRoleSelector("status")} >> internal:has-text=/^\\s*${beginning}/`;
const rows = `${getByRoleSelector("listbox", { name: /^(?:Calls|Events|Lines)/ })} >> ${getByRoleSelector("option")}`;

describe.skipIf("missing" in webKit)("in WebKitGTK", () => {
  let [companion, screen, finder]: [Companion?, WebKitScreen?, string?] = [];
  let session: WebDriverSession;
  let page: DrivenPage;
  let origin: string;

  beforeAll(async () => {
    if ("missing" in webKit) return;
    companion = startCompanion("--port", "0");
    [screen, finder] = await Promise.all([startScreen(webKit), bundleFinder()]);
    origin = (await companion.ready).origin;
  });
  afterAll(async () => {
    await screen?.close();
    companion?.signal("SIGINT");
    await companion?.ended;
  });
  beforeEach(async () => {
    session = await screen!.open();
    page = new DrivenPage(session, finder!);
  });
  afterEach(() => session.end());

  const open = (path: string) => page.goto(origin + path);

  async function startSynthesis(text: string) {
    await page.fill(field("Text"), text);
    await page.click(button("Synthesize"));
  }
  async function synthesize(text: string) {
    await startSynthesis(text);
    await page.see(status("Done: "));
  }
  async function refuse(text: string) {
    await open("/synthesize?voice=nobody");
    await startSynthesis(text);
    await page.see(status("Failed, see below."));
  }
  const save = (name: string) => page.save(button(name));

  it(smoke.speak, async () => {
    await open("/synthesize");
    await synthesize("The train to London leaves from platform five at half past nine.");
    const speech = measureSpeech(await save("Download WAV"));
    expect(speech.durationSeconds).toBeGreaterThan(2);
    expect(speech.levelDb).toBeGreaterThan(-35);
  });

  it(smoke.exportLog, async () => {
    await open("/synthesize");
    await synthesize("One short sentence.");
    await refuse("Nobody will say this.");
    await open("/logs");
    await page.click(button("Export"));
    const lines = (await save("Save tts_structured.jsonl")).toString().trim().split("\n");
    const ends = lines.map((line) => JSON.parse(line) as LogEvent).filter(({ operation }) => operation === "StreamingSynthesize"); // prettier-ignore
    expect(ends.map(({ event }) => event)).toEqual([
      "request_start",
      "request_success",
      "request_start",
      "request_error",
    ]);
  });

  it(smoke.searchLog, async () => {
    await refuse("Nobody will say this.");
    await open("/logs");
    const query = getByRoleSelector("combobox", { name: "Query" });
    await page.fill(query, '"THERE IS NO VOICE" error.error_type:inv*');
    await page.type(query, enter);
    await page.count(rows, 1);
    await page.see(`${rows} >> mark`, "INV");
    await page.click(rows);
    await page.see(`${getByRoleSelector("complementary", { name: "Call" })} >> pre mark`, "there is no voice");
  });
});
