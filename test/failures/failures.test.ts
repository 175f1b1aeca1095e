import { chromium, type Browser } from "@playwright/test";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rules } from "../../src/diagnosis/rules.ts";
import { whyNoEnvoy } from "../e2e/legs.ts";
import { findBrowser } from "../support/browser.ts";
import { diagnose } from "../../src/diagnosis/diagnose.ts";
import { openBed, type Bed } from "./bed.ts";
import { startConfigured } from "./console.ts";
import { renderMatrix, seenIn, shortened, type MatrixLine } from "./matrix.ts";
import { openObserver } from "./observe.ts";
import { meetOnPage } from "./on-the-page.ts";
import { speak } from "./scene.ts";
import { scenes } from "./scenes.ts";
import { terminateTls } from "./upstreams.ts";

const noEnvoy = await whyNoEnvoy();
beforeEach(({ skip }) => skip(noEnvoy !== undefined, noEnvoy));

let bed: Bed;
let browser: Browser;
const matrix: MatrixLine[] = [];

beforeAll(async () => {
  if (noEnvoy !== undefined) return;
  bed = await openBed();
  browser = await chromium.launch((await findBrowser()).launch);
}, 120_000);
afterAll(async () => {
  if (matrix.length > 0) console.log(`\n${renderMatrix(matrix)}\n`);
  await browser?.close();
  await bed?.close();
});

const titleOf = (cause: string) => rules.find((rule) => rule.cause === cause)!.words.en.title;

describe("a call that fails, behind a real Envoy", () => {
  it.each(scenes)("$title: $cause", async ({ cause, title, make, page }) => {
    await using parts = new AsyncDisposableStack();
    const failure = await make(bed, parts);
    const { end, diagnosis } = await openObserver(failure).observe(failure.call ?? speak);
    const line = { cause, title, seen: seenIn(end), named: `${diagnosis?.cause} (${diagnosis?.confidence})` };
    matrix.push(line);
    expect({ cause: diagnosis?.cause, end }).toMatchObject({ cause });
    expect(diagnosis?.supports).not.toHaveLength(0);

    if (page === undefined) return;
    const context = await browser.newContext({ locale: "en-GB" });
    parts.defer(() => context.close());
    const tab = await context.newPage();
    await meetOnPage(tab, failure, page);
    await tab.locator("main").getByText(titleOf(cause)).last().waitFor({ timeout: 60_000 });
    const told = tab.getByRole("alert").getByRole("blockquote");
    if ((await told.count()) > 0) line.seen = shortened((await told.textContent()) ?? "");
    line.named += ", also on the page";
  });
});

describe("calls that go well, behind a real Envoy", () => {
  it("leave no diagnosis: 100 of 100", async () => {
    await using parts = new AsyncDisposableStack();
    const console = parts.adopt(await startHealthy(), (it) => it.close());
    const { observe, events } = openObserver({ console });
    for (let i = 0; i < 100; i++) {
      const { end, diagnosis } = await observe(i % 4 === 0 ? speak : (client) => client.ttsModels());
      expect({ event: end.event, diagnosis }).toEqual({ event: "request_success", diagnosis: undefined });
    }
    expect(events.filter((event) => event.error_diagnosis ?? event.event === "system_diagnosis")).toEqual([]);
  });

  it("hide a platform without ALPN, which the check of the connection finds, on the page as well", async () => {
    await using parts = new AsyncDisposableStack();
    const identity = await bed.authority.issue({ names: ["localhost"] });
    const { port } = parts.adopt(await terminateTls(identity, bed.platformPort), (it) => it.close());
    const lines = `api_address = localhost:${port}\nuse_ssl = true\nca_cert_path = ${bed.caFile}\n`;
    const console = parts.adopt(await startConfigured(lines), (it) => it.close());
    const { observe, explainer } = openObserver({ console });
    const { end, diagnosis } = await observe(speak);
    expect({ event: end.event, diagnosis }).toEqual({ event: "request_success", diagnosis: undefined });
    const found = diagnose({ events: [], probe: (await explainer.probe())! });
    expect(found).toMatchObject({
      cause: "alpn-missing",
      error_diagnosis: "Server-side gRPC ALPN configuration issue",
      grpc_details: "Cannot check peer: missing selected ALPN property",
    });
    const tab = await browser.newPage();
    parts.defer(() => tab.close());
    await tab.goto(`${console.url}/connection`);
    await tab.getByText(titleOf("alpn-missing")).first().waitFor();
    const alpn = tab.getByRole("listitem").filter({ hasText: "ALPN" });
    expect(await alpn.textContent()).toContain("Fault");
    matrix.push({
      cause: "alpn-missing",
      title: "no ALPN",
      seen: "OK",
      named: "alpn-missing (certain), also on the page",
    });
  });
});

const startHealthy = () => startConfigured(`api_address = 127.0.0.1:${bed.platformPort}\nuse_ssl = false\n`);
