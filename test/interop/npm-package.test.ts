import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draftBundle, ownLines, writeBundle } from "../support/bundle-files.ts";
import { findBrowser, openContext } from "../support/browser.ts";
import { projectFolder } from "../support/folders.ts";
import { startProgram } from "../support/servers/companion.ts";
import { serveFolder } from "../support/servers/serve-folder.ts";
import { installPackage, type InstalledPackage } from "./installed-package.ts";

const run = promisify(execFile);
const parts = new AsyncDisposableStack();
let installed: InstalledPackage;
let browser: Browser;
beforeAll(async () => {
  installed = parts.adopt(await installPackage(), (it) => it.close());
  browser = parts.adopt(await chromium.launch((await findBrowser()).launch), (it) => it.close());
});
afterAll(() => parts.disposeAsync());

describe("the npm package", () => {
  it("holds the page, the library and the companion, and neither tests nor fixtures nor sources", () => {
    const { files, sizeBytes } = installed;
    const unpackedBytes = files.reduce((sum, { size }) => sum + size, 0);
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
    console.log(
      `the package: ${megabytes(sizeBytes)} MB, unpacked ${megabytes(unpackedBytes)} MB in ${files.length} files`,
    );
    const names = files.map(({ path }) => path);
    const atRoot = names.filter((name) => !/^(dist|lib)\//.test(name)).toSorted();
    expect(atRoot).toEqual(["CHANGELOG.md", "LICENSE", "NOTICE", "README.md", "envoy.yaml", "package.json"]);
    const outside = names.filter((name) => /\.test\.|fixtures|\.map$|\.svelte$|(?<!\.d)\.ts$/.test(name));
    expect(outside).toEqual([]);
    const inPlaces = [
      "dist/index.html",
      "dist/console.html",
      "dist/offline-worker.js",
      "dist/library.js",
      "dist/library.d.ts",
      "lib/companion/main.js",
    ];
    expect(names).toEqual(expect.arrayContaining(inPlaces));
  });

  it("gives the command audiokit-console, which names its version, and a Node that is too old", async () => {
    const { version } = JSON.parse(await readFile(join(projectFolder, "package.json"), "utf8")) as { version: string };
    const { stdout } = await run("npx", ["--offline", "audiokit-console", "--version"], { cwd: installed.folder });
    expect(stdout).toBe(`${version}\n`);
    const old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})";
    const refused = await startProgram("--import", installed.folder, [old, installed.command]).ended;
    expect([refused.code, refused.stderr]).toEqual([
      1,
      "AudioKit Console needs Node 24 or newer; this is Node 20.20.2.\n",
    ]);
  });

  it("refuses a file that it cannot open before anything starts", async () => {
    const { code, stdout, stderr } = await startProgram(installed.command, installed.folder, ["none.jsonl"]).ended;
    const message = `AudioKit Console: cannot open ${join(installed.folder, "none.jsonl")}: there is no such file\n`;
    expect([code, stdout, stderr]).toEqual([2, "", `${message}\`--help\` lists the options.\n`]);
  });

  it("opens a log and a support bundle in the default browser, and names the engines' packages that are missing", async () => {
    const folder = join(installed.folder, "empty");
    await mkdir(folder);
    await writeFile(join(folder, "customer.jsonl"), ownLines(300));
    await writeFile(join(folder, "support.audiokit.zip"), writeBundle(draftBundle()));
    // The default browser of a desktop: it notes the address.
    const opened = join(folder, "opened");
    await writeFile(join(folder, "xdg-open"), `#!/bin/sh\nprintf %s "$1" > "${opened}"\n`, { mode: 0o755 });
    const desktop = { DISPLAY: ":0", PATH: `${folder}:${process.env["PATH"] ?? ""}` };
    await using stack = new AsyncDisposableStack();
    const files = ["customer.jsonl", "support.audiokit.zip"];
    const companion = startProgram(installed.command, folder, files, desktop);
    stack.defer(async () => {
      companion.signal("SIGINT");
      await companion.ended;
    });
    const { origin, port } = await companion.ready;
    expect(port).not.toBe("8080");
    const read = () => readFile(opened, "utf8").catch(() => "");
    await expect.poll(read).toBe(`${origin}/logs?launch=files`);
    expect(companion.said().stdout).toContain(`The browser opens ${files.join(", ")}: ${await read()}\n`);

    const context = stack.adopt(await openContext(browser, { locale: "en-GB" }), (it) => it.close());
    const page = await context.newPage();
    const addresses: string[] = [];
    page.on("framenavigated", (frame) => addresses.push(frame.url()));
    await page.goto(await read());
    await expect.poll(() => addresses.filter((address) => address.includes("log=")).length).toBe(2);
    const [ofLog, ofBundle] = addresses.filter((address) => address.includes("log="));
    expect(ofLog).toMatch(/\/logs\?log=[0-9a-f]{16}\.300\.customer\.jsonl$/);
    expect(new URL(ofBundle!).searchParams.get("q")).toBe("level:ERROR");
    await page.getByRole("row").first().waitFor();

    await page.goto(`${origin}/recognize`);
    await page.getByText("English recognition needs the optional package llama-tokenizer-js").first().waitFor();
    await page.goto(`${origin}/synthesize`);
    await page.getByLabel("Text", { exact: true }).fill("Hello");
    await page.getByRole("button", { name: "Synthesize", exact: true }).click();
    await page.getByText("eSpeak NG needs the optional package @echogarden/espeak-ng-emscripten").first().waitFor();
  });
});

describe("the library of the npm package", () => {
  /** What a web app in TypeScript does with it, and two mistakes that must not compile. */
  const app = `
import { assembleWav, createAudioKitClient, AudioKitError, type AudioKitLibrary, type SpeechStream, type Synthesis } from "audiokit-console/library";
const audiokit: AudioKitLibrary = createAudioKitClient({ endpoint: location.origin }, { logLevel: "INFO" });
export async function speak(): Promise<[Uint8Array, number]> {
  const speech: Synthesis = await audiokit.synthesizeText({ text: "Hello", voice: "anna" });
  const stream: SpeechStream = audiokit.synthesizeStream({ text: "Hello", voice: "anna" });
  const chunks: Uint8Array[] = [];
  for await (const { bytes } of stream) chunks.push(bytes);
  return [assembleWav(chunks, stream.summary()), speech.seconds];
}
// @ts-expect-error a voice is needed
export const noVoice = () => audiokit.synthesizeText({ text: "Hello" });
// @ts-expect-error a stream is no promise of a WAV
export const bytes = async (): Promise<Uint8Array> => (await audiokit.synthesizeStream({ text: "Hello", voice: "anna" })).wav;
const kind = await speak().then(() => "spoken", (thrown: unknown) => (thrown instanceof AudioKitError ? thrown.kind : "unknown"));
const files = await audiokit.exportLog();
const log = await files.find(({ name }) => name === "tts_structured.jsonl")?.text();
document.body.append(kind + " " + String(log?.includes('"operation":"Synthesize"')));
await audiokit.close();
`;
  /** As \`npm create vite\` writes them, but for \`skipLibCheck\`. */
  const compilerOptions = {
    ...{ target: "es2022", module: "esnext", lib: ["ES2022", "DOM", "DOM.Iterable"], moduleResolution: "bundler" },
    ...{ strict: true, noEmit: true, verbatimModuleSyntax: true, types: [], skipLibCheck: false },
  };

  it("compiles by its name in TypeScript without skipLibCheck, and logs in an app that Vite has built", async () => {
    const folder = join(installed.folder, "app");
    await mkdir(folder);
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    await write("app.ts", app);
    await write("page.html", '<!doctype html><title>An app</title><body><script type="module" src="/app.ts"></script>');
    await write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["app.ts"] }));
    const tool = (path: string, ...words: string[]) =>
      run(process.execPath, [join(projectFolder, "node_modules", path), ...words], { cwd: folder });
    const compiled = await tool("typescript/bin/tsc", "-p", ".").catch(({ stdout }: { stdout: string }) => ({
      stdout,
    }));
    expect(compiled.stdout).toBe("");
    await write(
      "vite.config.js",
      'export default { build: { target: "es2022", rolldownOptions: { input: "page.html" } } };',
    );
    await tool("vite/bin/vite.js", "build", "--logLevel", "error");

    await using stack = new AsyncDisposableStack();
    const server = stack.adopt(await serveFolder(join(folder, "dist")), (it) => it.close());
    const context = stack.adopt(await openContext(browser), (it) => it.close());
    const page = await context.newPage();
    await page.goto(`${server.origin}/page.html`);
    await page.getByText(/^\S+ true$/).waitFor();
  });
});
