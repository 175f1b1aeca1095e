import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { chromium, type Page } from "@playwright/test";
import { AudioEncoding, TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { words } from "../../src/ui/synthesize/words.ts";
import { findBrowser } from "../support/browser.ts";
import { startCompanion } from "../support/companion.ts";
import { median, report } from "./report.ts";

// From the click to the first sample at the loudspeaker in the page, against a native gRPC client's first piece of the same
// speech from the same companion, whose engine speaks for both, in turns. The page's own figures are taken: what a person
// is shown and the log keeps. `node test/bench/first-audio.bench.ts`

const rounds = 15;
const texts = {
  "a sentence": "The train to London leaves from platform five at half past nine in the morning.",
  "a long sentence": `The train to London ${"which stops at every station on its way to the coast ".repeat(8)} leaves at nine.`,
};

const { launch } = await findBrowser();
const browser = await chromium.launch(launch);
try {
  for (const way of ["direct", "envoy"] as const) {
    const companion = startCompanion("--port", "0", ...(way === "envoy" ? ["--envoy"] : []));
    try {
      await measure(way, (await companion.ready).href.replace(/\/$/, ""));
    } finally {
      companion.signal("SIGINT");
      await companion.ended;
    }
  }
} finally {
  await browser.close();
}

async function measure(way: string, address: string): Promise<void> {
  const page = await openPage(address);
  const native = createClient(TTS, createGrpcTransport({ baseUrl: address }));
  for (const [name, text] of Object.entries(texts)) {
    const [heard, pieces, theirs]: number[][] = [[], [], []];
    // The first round warms all of them up.
    for (let round = 0; round <= rounds; round++) {
      const nativeMs = await nativeFirstPiece(native, text);
      const shown = await pageFirstSound(page, text);
      if (round === 0) continue;
      heard!.push(shown.soundMs);
      pieces!.push(shown.pieceMs);
      theirs!.push(nativeMs);
    }
    const against = `native client's first piece, ${name}, ${way}`;
    report("first-audio", against, median(heard!), median(theirs!), { page_first_piece_ms: median(pieces!) });
  }
  await page.context().close();
}

async function openPage(address: string): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${address}/synthesize?voice=borisova&rate=22050`);
  await page.getByLabel("Remember texts").uncheck();
  return page;
}

/** The two figures of the page in milliseconds, read from the log's line about the first sound. */
async function pageFirstSound(page: Page, text: string): Promise<{ soundMs: number; pieceMs: number }> {
  const line = page.waitForEvent("console", (message) => message.text().includes("Speech is heard"));
  await page.getByLabel(words.en.text, { exact: true }).fill(text);
  await page.getByRole("button", { name: words.en.start, exact: true }).click();
  await line;
  await page.getByRole("status").filter({ hasText: /^Done/ }).waitFor({ state: "attached" });
  return { soundMs: await figure(page, words.en.firstSound), pieceMs: await figure(page, words.en.firstAudio) };
}

async function figure(page: Page, label: string): Promise<number> {
  const shown = await page.locator("dt", { hasText: label }).locator("xpath=following-sibling::dd").innerText();
  const [, number, unit] = /^([\d.,]+)\s(ms|s)$/.exec(shown) ?? [];
  if (number === undefined) throw new Error(`${label} shows ${shown}`);
  return Number(number) * (unit === "s" ? 1000 : 1);
}

async function nativeFirstPiece(client: ReturnType<typeof createClient<typeof TTS>>, text: string): Promise<number> {
  const startedMs = performance.now();
  let firstMs: number | undefined;
  const request = {
    inputSource: { case: "text", value: text },
    languageCode: "en",
    encoding: AudioEncoding.LINEAR_PCM,
    sampleRateHertz: 22_050,
    voiceName: "borisova",
  } as const;
  for await (const { audio } of client.streamingSynthesize(request)) {
    if (audio.length > 0) firstMs ??= performance.now() - startedMs;
  }
  if (firstMs === undefined) throw new Error("no sound came");
  return firstMs;
}
