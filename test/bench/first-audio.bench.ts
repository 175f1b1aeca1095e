import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { chromium, type Page } from "@playwright/test";
import { AudioEncoding, TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { findBrowser } from "../support/browser.ts";
import { startCompanion } from "../support/servers/companion.ts";
import { median, report } from "./report.ts";

// Time to first audio: from the click to the first sample at the audio output of the page, against the first chunk of the same
// speech at a native gRPC client, from the same companion and engine, in turns. The page's figures are those that it shows and
// logs.
//
// The second line is the share of browser and audio device: a minimal page that fetches the same chunk from memory and plays it
// at once on an open device. The third compares that page with the native client: no page can be faster. `node test/bench/first-audio.bench.ts`

const rounds = 15;
const rateHz = 22_050;
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
    const [heard, pieces, theirs, least]: number[][] = [[], [], [], []];
    await using floor = await openFloor(await nativeFirstPiece(native, text));
    // The first round warms all of them up.
    for (let round = 0; round <= rounds; round++) {
      const nativeMs = (await nativeFirstPiece(native, text)).afterMs;
      const leastMs = await floor.firstSound();
      const shown = await pageFirstSound(page, text);
      if (round === 0) continue;
      heard!.push(shown.soundMs);
      pieces!.push(shown.pieceMs);
      theirs!.push(nativeMs);
      least!.push(leastMs);
    }
    const [oursMs, nativeMs, leastMs] = [median(heard!), median(theirs!), median(least!)];
    const [called, floorCalled] = ["native client's first piece", "fetch and AudioBufferSourceNode, nothing of ours"];
    report("first-audio", `${called}, ${name}, ${way}`, oursMs, nativeMs, { page_first_piece_ms: median(pieces!) });
    report("first-audio", `${floorCalled}, ${name}, ${way}`, oursMs, leastMs);
    report("first-audio floor", `${called}, ${name}, ${way}`, leastMs, nativeMs);
  }
  await page.context().close();
}

async function openPage(address: string): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB", serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(`${address}/synthesize?voice=borisova&rate=${String(rateHz)}`);
  await page.getByLabel("Save texts").uncheck();
  return page;
}

/** Time to first audio and to first chunk of the page, in milliseconds, as it shows them. */
async function pageFirstSound(page: Page, text: string): Promise<{ soundMs: number; pieceMs: number }> {
  const line = page.waitForEvent("console", (message) => message.text().includes("Speech is heard"));
  await page.getByLabel("Text", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Synthesize", exact: true }).click();
  await line;
  await page.getByRole("status").filter({ hasText: /^Done/ }).waitFor({ state: "attached" });
  return { soundMs: await figure(page, "Time to first audio"), pieceMs: await figure(page, "Time to first chunk") };
}

async function figure(page: Page, label: string): Promise<number> {
  const shown = await page.locator("dt", { hasText: label }).locator("xpath=following-sibling::dd").innerText();
  const [, number, unit] = /^([\d.,]+)\s(ms|s)$/.exec(shown) ?? [];
  if (number === undefined) throw new Error(`${label} shows ${shown}`);
  return Number(number) * (unit === "s" ? 1000 : 1);
}

/** First chunk of speech: samples at `rateHz`, and when it arrived, in milliseconds. */
interface FirstPiece {
  samples: Uint8Array;
  afterMs: number;
}

async function nativeFirstPiece(
  client: ReturnType<typeof createClient<typeof TTS>>,
  text: string,
): Promise<FirstPiece> {
  const startedMs = performance.now();
  let first: FirstPiece | undefined;
  const request = {
    inputSource: { case: "text", value: text },
    languageCode: "en",
    encoding: AudioEncoding.LINEAR_PCM,
    sampleRateHertz: rateHz,
    voiceName: "borisova",
  } as const;
  for await (const { audio } of client.streamingSynthesize(request)) {
    if (audio.length > 0) first ??= { samples: audio, afterMs: performance.now() - startedMs };
  }
  if (first === undefined) throw new Error("no sound came");
  return first;
}

/** Opens the minimal page, with a server that has its audio. */
async function openFloor({ samples }: FirstPiece): Promise<AsyncDisposable & { firstSound(): Promise<number> }> {
  await using opened = new AsyncDisposableStack();
  const server = createServer((request, response) => {
    if (request.url === "/piece") response.end(samples);
    else response.setHeader("content-type", "text/html").end("<!doctype html><button>Speak</button>");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  opened.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const tab = await browser.newPage();
  opened.defer(() => tab.close());
  await tab.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  await tab.evaluate((sampleRate) => {
    let context: AudioContext | undefined;
    document.querySelector("button")!.onclick = async () => {
      const startedMs = performance.now();
      context ??= new AudioContext({ sampleRate });
      const samples = new Int16Array(await (await fetch("/piece")).arrayBuffer());
      const buffer = context.createBuffer(1, samples.length, sampleRate);
      buffer.copyToChannel(
        Float32Array.from(samples, (sample) => sample / 32_768),
        0,
      );
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(context.destination);
      source.start();
      document.title = String(performance.now() - startedMs + context.outputLatency * 1000);
      setTimeout(() => source.stop(), 200);
    };
  }, rateHz);
  const kept = opened.move();
  return {
    async firstSound() {
      await tab.evaluate(() => (document.title = ""));
      await tab.getByRole("button").click();
      return Number(await (await tab.waitForFunction(() => document.title)).jsonValue());
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
