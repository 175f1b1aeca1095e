/**
 * The program of the espeak-ng process, and the only file that touches the GPL engine.
 *
 * Standard input brings a job as one line of JSON; frames (espeak-frames.ts) go out on descriptor 3. espeak-ng computes
 * synchronously, so this program does too: after each chunk of audio it waits for a line that says whether to continue. That makes
 * cancellation exact, and when the companion is gone the wait ends and so does the process.
 */
import { readSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import type load from "@echogarden/espeak-ng-emscripten";
import type { SpeakJob } from "../../../emulator/synthesis/synthesis-engine.ts";
import { needPackage } from "../optional-package.ts";
import { carryOn, writeFrame, type FrameKind } from "./espeak-frames.ts";
import { espeakMarkup, espeakRate } from "./espeak-markup.ts";
import { espeakVoices } from "./espeak-voices.ts";

const jobPipe = 0;
const framePipe = 3;
const variants = "/usr/share/espeak-ng-data/voices/!v";
const espeakLanguages: Record<string, string> = { ru: "ru", en: "en-us" };

const { values: options } = parseArgs({
  options: { engine: { type: "string", default: "@echogarden/espeak-ng-emscripten" } },
});

const readLine = createLineReader(jobPipe);
const engine = await loadEngine(options.engine);
const worker = new engine.eSpeakNGWorker();
for (const [name, { variant }] of Object.entries(espeakVoices)) engine.FS.writeFile(`${variants}/${name}`, variant);
worker.set_rate(espeakRate.normal);
worker.set_pitch(50);
worker.set_range(50);
send("ready", String(worker.get_samplerate()));

for (let line = readLine(); line !== undefined; line = readLine()) {
  try {
    speak(JSON.parse(line) as SpeakJob);
    send("done", "");
  } catch (error) {
    send("failed", error instanceof Error ? error.message : String(error));
    // After a fault inside the engine its memory cannot be trusted; the next job gets a new process.
    if (!(error instanceof RangeError)) process.exit(1);
  }
}

function speak(job: SpeakJob): void {
  const voice = espeakVoices[job.voice as keyof typeof espeakVoices];
  const language = espeakLanguages[job.language];
  if (!voice || !language) throw new RangeError(`espeak-ng has no voice ${job.voice} for ${job.language}`);
  worker.set_voice(`${language}+${job.voice}`);
  worker.set_volume(voice.volume);
  worker.synthesize(espeakMarkup(job, voice.volume, phonemesOf), (samples) => {
    if (!samples || samples.length === 0) return false;
    send("audio", new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    const answer = readLine();
    if (answer === undefined) process.exit(0); // The companion is gone; the job must not look complete.
    return answer !== carryOn;
  });
}

function phonemesOf(word: string): string {
  const { ptr } = worker.convert_to_phonemes(word, false);
  const text = new TextDecoder().decode(engine.HEAPU8.slice(ptr, engine.HEAPU8.indexOf(0, ptr)));
  engine._free(ptr);
  return text;
}

async function loadEngine(name: string) {
  try {
    needPackage(name, "eSpeak NG");
    const installed = (await import(name)) as { default: typeof load };
    return await installed.default();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    send("missing", reason.includes(name) ? reason : `${name} cannot be loaded: ${reason}`);
    process.exit(1);
  }
}

function send(kind: FrameKind, payload: string | Uint8Array): void {
  const bytes = writeFrame(kind, typeof payload === "string" ? new TextEncoder().encode(payload) : payload);
  try {
    for (let sent = 0; sent < bytes.length;) sent += writeSync(framePipe, bytes, sent);
  } catch {
    // The companion is gone.
    process.exit(0);
  }
}

/** Reads lines of UTF-8 from a descriptor, blocking; undefined once it is closed. */
function createLineReader(descriptor: number): () => string | undefined {
  const buffer = Buffer.alloc(65536);
  let rest = Buffer.alloc(0);
  return () => {
    for (;;) {
      const end = rest.indexOf("\n");
      if (end >= 0) {
        const line = rest.toString("utf8", 0, end);
        rest = rest.subarray(end + 1);
        return line;
      }
      const count = readSync(descriptor, buffer);
      if (count === 0) return undefined;
      rest = Buffer.concat([rest, buffer.subarray(0, count)]);
    }
  };
}
