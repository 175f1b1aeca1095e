import { pathToFileURL } from "node:url";
import { needPackage } from "../optional-package.ts";
import { tokenStarts } from "./moonshine-align.ts";
import type { MoonshineReply, MoonshineReport, MoonshineRequest } from "./moonshine-messages.ts";
import { packagedModel } from "./model-folder.ts";
import { joinTokens } from "./moonshine-words.ts";

// Entry program of the engine's own process: transcribes one phrase after the other. An optional argument is another
// folder of the model.

const frameMs = 24;
const samplesPerMs = 16;

let cancelledJob = -1;

function send(reply: MoonshineReply): void {
  // The parent may have ended between a token and the reply.
  if (process.connected) process.send?.(reply);
}

function report(outcome: MoonshineReport["outcome"], tokenCount: number): MoonshineReport {
  return { outcome, tokenCount, memoryBytes: process.memoryUsage.rss() };
}

/** Loads what needs the optional packages, here and not above, so that the parent is told which one is missing. */
async function loadParts() {
  for (const name of ["llama-tokenizer-js", "onnxruntime-web"]) needPackage(name, "English recognition");
  const { default: tokenizer } = await import("llama-tokenizer-js");
  const { decodeSpeech } = await import("./moonshine-decoder.ts");
  const { loadModel } = await import("./moonshine-model.ts");
  const folder = process.argv[2];
  const model = await loadModel(folder ? pathToFileURL(`${folder}/`) : packagedModel());
  return { tokenizer, decode: decodeSpeech.bind(undefined, model) };
}

type Parts = Awaited<ReturnType<typeof loadParts>>;

async function transcribe({ tokenizer, decode }: Parts, job: number, samples: Float32Array): Promise<void> {
  try {
    const { tokens, attention, stopped } = await decode(samples, () => cancelledJob === job);
    if (stopped === "cancelled") {
      send({ kind: "cancelled", job, report: report("cancelled", tokens.length) });
      return;
    }
    const starts = tokenStarts(attention);
    const timed = tokens.map((token, index) => ({ ...token, startMs: starts[index]! * frameMs }));
    const transcript = joinTokens(timed, tokenizer.vocabById, Math.floor(samples.length / samplesPerMs));
    send({ kind: "done", job, transcript, report: report("done", tokens.length) });
  } catch (error) {
    send({ kind: "failed", job, message: String(error), report: report("failed", 0) });
  }
}

// The parent decides when the engine ends, and its end ends this process.
process.on("disconnect", () => process.exit());

try {
  const parts = await loadParts();
  process.on("message", (request: MoonshineRequest) => {
    if (request.kind === "cancel") cancelledJob = request.job;
    else void transcribe(parts, request.job, request.samples);
  });
  send({ kind: "ready" });
} catch (error) {
  const broken: MoonshineReply = { kind: "broken", message: error instanceof Error ? error.message : String(error) };
  process.send?.(broken, () => process.exit(1));
}
