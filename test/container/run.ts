// `npm run container`: runs the steps of the Dockerfile on a bare Debian, starts what they made as an engine would, asks its health
// check, has it speak, and stops it. Needs root, debootstrap and iproute2; no container engine.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { onPath } from "../support/browser.ts";
import { projectFolder } from "../support/folders.ts";
import { makeRoot } from "./bare-root.ts";
import { readDockerfile } from "./read-dockerfile.ts";
import { runImage, type RunningImage } from "./run-image.ts";
import { runSteps, type BuiltStage } from "./run-steps.ts";

const missing = ["debootstrap", "ip", "unshare", "nsenter"].filter((name) => onPath([name]) === undefined);
if (process.getuid?.() !== 0 || missing.length > 0) {
  console.error(`npm run container needs root${missing.map((name) => ` and ${name}`).join("")}`);
  process.exit(2);
}

const { stages, entrypoint, healthCheck } = readDockerfile(await readFile(join(projectFolder, "Dockerfile"), "utf8"));
await using parts = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), "audiokit-container-"));
parts.defer(() => rm(folder, { recursive: true, force: true }));
const built = new Map<string, BuiltStage>();
let last: BuiltStage | undefined;
for (const [at, stage] of stages.entries()) {
  const root = join(folder, String(at));
  await makeRoot(stage.image, root);
  last = await runSteps(stage, root, built);
  if (stage.name !== undefined) built.set(stage.name, last);
}

for (const args of [[], ["--envoy"]]) await check(args);

/** Starts the image with these words behind its entry point, and ends it. */
async function check(args: string[]): Promise<void> {
  const name = ["the image", ...args].join(" ");
  const running = runImage(last!, [...entrypoint, ...args]);
  try {
    await untilHealthy(running);
    const speech = { text: "one", voiceName: "borisova", encoding: "LINEAR_PCM", sampleRateHertz: 16_000 };
    const speak = `fetch("http://127.0.0.1:8080/mts.ai.audiogram.tts.v2.TTS/Synthesize", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: ${JSON.stringify(JSON.stringify(speech))},
    }).then(async (answer) => console.log(Buffer.from((await answer.json()).audio, "base64").length))`;
    const soundBytes = Number(await running.execute(["node", "-e", speak]));
    console.log(`${name}: healthy; a call gives ${String(soundBytes)} bytes of speech`);
    if (!(soundBytes > 1000)) throw new Error("that is no speech");
  } catch (error) {
    throw new Error(`${name}: ${running.printed()}`, { cause: error });
  }
  const code = await running.stop();
  console.log(`${name}: SIGTERM ends it with exit code ${String(code)}`);
  if (code !== 0) throw new Error(running.printed());
}

async function untilHealthy(running: RunningImage): Promise<void> {
  const attempts = 60;
  for (let attempt = 1; ; attempt++) {
    try {
      await running.execute(healthCheck);
      return;
    } catch (error) {
      if (attempt === attempts) throw error;
      await delay(500);
    }
  }
}
