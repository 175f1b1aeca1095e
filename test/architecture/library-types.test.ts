import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { projectFolder } from "../support/folders.ts";

const tsc = (...words: string[]) =>
  promisify(execFile)(process.execPath, [join(projectFolder, "node_modules/typescript/bin/tsc"), ...words]);

/** A web app that uses the library as its documentation says, and one mistake that must not compile. */
const app = `
import { assembleWav, createAudioKitClient, AudioKitError, type AudioKitLibrary, type SpeechStream, type Synthesis } from "./library.js";
const sink = { append: ({ event }: { event: string }) => console.log(event) };
await using audiokit: AudioKitLibrary = createAudioKitClient({ endpoint: "https://speech.example" }, { logLevel: "INFO", sink });
const speech: Synthesis = await audiokit.synthesizeText({ text: "Hello", voice: "anna" });
const stream: SpeechStream = audiokit.synthesizeStream({ text: "Hello", voice: "anna" });
const chunks: Uint8Array[] = [];
for await (const { bytes } of stream) chunks.push(bytes);
export const wav: Uint8Array = assembleWav(chunks, stream.summary());
const { overall } = await audiokit.healthCheck();
export const facts: [number, string] = [speech.seconds, overall];
export const kindOf = (thrown: unknown) => (thrown instanceof AudioKitError ? thrown.kind : "unknown");
// @ts-expect-error a voice is needed
await audiokit.synthesizeText({ text: "Hello" });
// @ts-expect-error a stream is no promise of a WAV
export const bytes: Uint8Array = (await audiokit.synthesizeStream({ text: "Hello", voice: "anna" })).wav;
`;
const options = {
  noEmit: true,
  strict: true,
  target: "es2024",
  module: "esnext",
  moduleResolution: "bundler",
  lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"],
  skipLibCheck: true,
  types: [],
};

it("a web app in TypeScript compiles against the declarations that are built beside library.js", async () => {
  const folder = await mkdtemp(join(tmpdir(), "audiokit-types-"));
  try {
    await tsc("-p", join(projectFolder, "src/library/tsconfig.types.json"), "--outDir", folder);
    await writeFile(join(folder, "app.ts"), app);
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["app.ts"] }));
    expect(await tsc("-p", folder).catch(({ stdout }: { stdout: string }) => stdout)).toMatchObject({ stdout: "" });
  } finally {
    await rm(folder, { recursive: true });
  }
});
