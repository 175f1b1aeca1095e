import { chromium, type Browser, type Page } from "@playwright/test";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rules } from "../../src/diagnosis/rules.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { findBrowser, mediaArgs, openContext } from "../support/browser.ts";
import { diagnose } from "../../src/diagnosis/diagnose.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { findCause } from "../../src/pages/failures/find-cause.ts";
import { importFiles } from "../support/import-files.ts";
import { openTestEnvironment, type TestEnvironment } from "./test-environment.ts";
import { startConfigured } from "./start-console.ts";
import { renderMatrix, seenIn, type MatrixLine } from "./matrix.ts";
import { openObserver } from "./observe.ts";
import { pasteToken } from "./page/settings-steps.ts";
import { goToSynthesize, openSynthesize, speakText } from "./page/synthesize-steps.ts";
import { runPageScenario } from "./page/run-page-scenario.ts";
import {
  beforePlatform,
  speak,
  switchedTo,
  tlsLines,
  type FailureScenario,
  type ProvokedFailure,
} from "./failure-scenario.ts";
import { healthyCalls } from "./healthy-calls.ts";
import { openWithForeignKey } from "./client-certificate-scenarios.ts";
import { concurrentScenarios, sequentialScenarios } from "./failure-scenarios.ts";
import { trialScenes } from "./trial-scenes.ts";
import { terminateTls } from "./upstreams.ts";

const noEnvoy = await whyNoEnvoy();
beforeEach(({ skip }) => skip(noEnvoy !== undefined, noEnvoy));

let environment: TestEnvironment;
let browser: Browser;
const matrix: MatrixLine[] = [];

beforeAll(async () => {
  if (noEnvoy !== undefined) return;
  environment = await openTestEnvironment();
  const { launch } = await findBrowser();
  browser = await chromium.launch({ ...launch, args: [...launch.args, ...mediaArgs] });
});
afterAll(async () => {
  if (matrix.length > 0) console.log(`\n${renderMatrix(matrix)}\n`);
  await browser?.close();
  await environment?.close();
});

/** The title of a cause, as far as it is the same for all failures. */
const titleOf = (cause: string) =>
  rules
    .find((rule) => rule.cause === cause)!
    .words.en.title.split("{", 1)[0]!
    .trimEnd();

describe("a call that fails, behind a real Envoy", () => {
  it.each(sequentialScenarios)("$title: $cause", meet);
  it.concurrent.each(concurrentScenarios)("$title: $cause", meet);

  async function meet({ cause, hop, title, names, make, page, isOfBrowser }: FailureScenario): Promise<void> {
    await using parts = new AsyncDisposableStack();
    const line: MatrixLine = { cause, title, seen: "", client: "only in a browser", page: "" };
    matrix.push(line);
    let failure = await make(environment, parts);
    if (isOfBrowser === undefined) {
      const observer = openObserver(failure);
      const { end, diagnosis } = await observer.observe(failure.call ?? speakAfter(failure));
      line.seen = seenIn(end);
      line.client = `named (${diagnosis?.confidence}, ${diagnosis?.hop})`;
      expect({ ...diagnosis, end }).toMatchObject({ cause, ...(hop && { hop }) });
      expect(diagnosis?.supports).not.toHaveLength(0);
      const { confidence, hop: ended } = diagnosis!;
      expect(await causeInImport(observer.events, end)).toMatchObject({ cause, confidence, hop: ended });
      if (failure.happens) failure = await make(environment, parts);
    }
    const met = await runPageScenario(browser, page, failure, titleOf(cause));
    line.seen = met.seen ?? line.seen;
    line.page = met.words;
    if (hop) expect(met).toMatchObject({ hop });
    if (names) expect(met.said).toContain(names);
  }

  it("has a scene for every cause that can be named", () => {
    const met = new Set([...sequentialScenarios, ...concurrentScenarios].map(({ cause }) => cause));
    // Without ALPN no call fails: the check of the connection finds it, below.
    met.add("alpn-missing");
    // A console does not start with such files, and keeps those of its start: the check finds it, below.
    met.add("client-key-mismatch");
    // Only a native client without a gateway says it, in an imported log: the fixtures of the rule hold its texts.
    met.add("not-connected");
    // What is tried after the call says it, below.
    met.add("only-this-call");
    expect([...met].sort()).toEqual(rules.map(({ cause }) => cause).sort());
  });
});

describe("a check between two guesses, behind a real Envoy", () => {
  const old = { title: titleOf("token-expired"), other: titleOf("right-missing") };

  it("proves that the token is refused, and not a right missing, by the list of models; on the page as well", async () => {
    await using parts = new AsyncDisposableStack();
    const { console } = await switchedTo(({ guardedPort }) => Promise.resolve(guardedPort))(environment, parts);
    // The page cannot tell that it is old, as it can of a token with a date.
    const failure = { console, token: "a-token-of-another-platform" };
    const { observe, explainer, events } = openObserver(failure);
    const { end, diagnosis } = await observe(speak);
    expect(diagnosis).toMatchObject({ cause: "token-expired", confidence: "likely", check: { kind: "call" } });
    expect(await explainer.tellApart(end.request_id!, diagnosis!)).toMatchObject({
      cause: "token-expired",
      confidence: "certain",
    });
    expect(events.at(-1)).toMatchObject({ event: "system_diagnosis", data: { checked: { found: "verdict" } } });

    const tab = await openTab(parts);
    for (const step of [pasteToken, goToSynthesize, speakText]) await step(tab, failure);
    const card = tab.getByRole("alert").filter({ hasText: `Most likely cause: ${old.title}` });
    await card.getByText(old.other).waitFor();
    await card.getByRole("button", { name: "Tell them apart" }).click();
    await tab.getByText("The list of models was requested: the conclusion has changed.").waitFor();
    expect(await tab.getByRole("alert").textContent()).toContain(`Cause: ${old.title}`);
  });
});

describe("a call once more with other settings, behind a real Envoy", () => {
  it.each(trialScenes)("$title; on the page as well", async ({ platform, button, before, made, after }) => {
    await using parts = new AsyncDisposableStack();
    const failure = await switchedTo(platform)(environment, parts);
    const { observe, explainer, events } = openObserver(failure);
    const { end, diagnosis } = await observe(speak);
    expect(diagnosis).toMatchObject({ cause: before, confidence: "likely" });
    const told = await explainer.tellApart(end.request_id!, diagnosis!);
    expect(told).toMatchObject({ cause: after, confidence: "certain" });
    expect(events.at(-1)).toMatchObject({ event: "system_diagnosis", data: { checked: { found: "verdict" } } });

    const tab = await openTab(parts);
    for (const step of [openSynthesize(), speakText]) await step(tab, failure);
    const card = tab.getByRole("alert").filter({ hasText: `Most likely cause: ${titleOf(before)}` });
    await card.getByText("That is a real call").waitFor();
    await card.getByRole("button", { name: button }).click();
    await tab.getByText(`${made}: the conclusion has changed.`).waitFor();
    expect(await tab.getByRole("alert").textContent()).toContain(`Cause: ${titleOf(after)}`);
  });
});

describe("calls that go well, behind a real Envoy", () => {
  it("leave no diagnosis: 200 of 200, of many kinds", { timeout: 300_000 }, async () => {
    await using parts = new AsyncDisposableStack();
    const { observe, events } = openObserver(await beforePlatform()(environment, parts));
    const calls = await healthyCalls();
    expect(calls).toHaveLength(200);
    for (const { title, make } of calls) {
      const { end, diagnosis } = await observe(make);
      expect([title, end.event, diagnosis]).toEqual([title, "request_success", undefined]);
    }
    expect(events.filter((event) => event.error_diagnosis ?? event.event === "system_diagnosis")).toEqual([]);
  });

  it("hide a platform without ALPN, which the check of the connection finds, on the page as well", async () => {
    await using parts = new AsyncDisposableStack();
    const identity = await environment.authority.issue({ names: ["localhost"] });
    const { port } = parts.adopt(await terminateTls(identity, environment.platformPort), (it) => it.close());
    const console = parts.adopt(await startConfigured(tlsLines(environment, port)), (it) => it.close());
    const { observe, explainer } = openObserver({ console });
    const { end, diagnosis } = await observe(speak);
    expect({ event: end.event, diagnosis }).toEqual({ event: "request_success", diagnosis: undefined });
    const found = diagnose({ events: [], probe: (await explainer.probe())! });
    expect(found).toMatchObject({
      cause: "alpn-missing",
      error_diagnosis: "Server-side gRPC ALPN configuration issue",
      grpc_details: "Cannot check peer: missing selected ALPN property",
    });
    const tab = await openTab(parts);
    await tab.goto(`${console.url}/connection`);
    await tab.getByText(titleOf("alpn-missing")).first().waitFor();
    const alpn = tab.getByRole("listitem").filter({ hasText: "ALPN" });
    expect(await alpn.textContent()).toContain("Failed");
    matrix.push({
      cause: "alpn-missing",
      title: "no ALPN",
      seen: "OK",
      client: `named (${found?.confidence})`,
      page: "named: opens Check connection",
    });
  });
});

describe("a certificate of the gateway, behind a real Envoy", () => {
  it("goes on when the key under it is exchanged, which the check of the connection finds, on the page as well", async () => {
    await using parts = new AsyncDisposableStack();
    const console = await openWithForeignKey(environment, parts);
    const { observe, explainer } = openObserver({ console });
    expect((await observe(speak)).end.event).toBe("request_success");
    const found = diagnose({ events: [], probe: (await explainer.probe())! });
    expect(found).toMatchObject({ cause: "client-key-mismatch", confidence: "certain" });
    const tab = await openTab(parts);
    await tab.goto(`${console.url}/connection`);
    await tab.getByText(titleOf("client-key-mismatch")).first().waitFor();
    const [cause, title] = ["client-key-mismatch", "a key of another certificate"];
    matrix.push({ cause, title, seen: "OK", client: "named (certain)", page: "named: opens Check connection" });
  });
});

async function openTab(parts: AsyncDisposableStack): Promise<Page> {
  const context = parts.adopt(await openContext(browser, { locale: "en-GB" }), (it) => it.close());
  return context.newPage();
}

/** What somebody else finds who opens the exported log and chooses the line of the call's end. */
async function causeInImport(events: LogEvent[], { request_id }: LogEvent) {
  const lines = events.map((event) => `${renderJsonLine(event)}\n`).join("");
  const { rows, log } = await importFiles([{ name: "tts_structured.jsonl", content: lines }]);
  const isEnd = ({ event }: LogEvent) => /^request_(success|error)$/.test(event);
  return findCause(log, rows.find(({ event }) => event.request_id === request_id && isEnd(event))!.event);
}

/** Synthesizes a text, after the arranged failure has happened. */
function speakAfter({ happens }: ProvokedFailure): typeof speak {
  return async (...call) => {
    await happens?.();
    return speak(...call);
  };
}
