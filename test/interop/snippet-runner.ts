import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createClient, type Interceptor, type Transport } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { clientOver, type AudioKitClient } from "../../src/audiokit/client.ts";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { logCalls } from "../../src/logging/log-calls.ts";
import { createLogger } from "../../src/logging/logger.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import { contractFile } from "../../src/snippets/contract-file.ts";
import { projectFolder } from "../support/folders.ts";
import { findGrpcurl } from "./grpcurl.ts";
import { findPythonClient, type PythonClient } from "./python-client.ts";

/** The console's own client over gRPC, whose calls are logged as in the page. */
export function loggedClient(url: string, token?: string) {
  const events: LogEvent[] = [];
  const logger = createLogger({
    sink: { append: (event) => void events.push(event) },
    content: true,
    deferMs: 0,
  });
  const signIn: Interceptor = (next) => (request) => {
    if (token !== undefined) request.header.set("authorization", `Bearer ${token}`);
    return next(request);
  };
  const interceptors = [observeCalls(logCalls(logger, { authPresent: () => token !== undefined })), signIn];
  const transport: Transport = createGrpcTransport({ baseUrl: url, interceptors });
  const client: AudioKitClient = clientOver(transport);
  return {
    client,
    tts: createClient(TTS, transport),
    /** The lines of what was called since the last time. */
    takeLines(): LogEvent[] {
      logger.flush();
      return events.splice(0);
    },
  };
}

/** How a snippet ended. */
export interface SnippetRun {
  code: number | null;
  stdout: string;
  stderr: string;
  /** A file that it has written. */
  read(name: string): Promise<Buffer>;
}

/** Runs snippets in a shell, with every program that they name. Must be closed. */
export interface SnippetRunner {
  /**
   * Pastes a snippet into bash, in a folder with the contract and the files given; a program of Python is saved, and its stubs
   * made first by the command of its comment, once for all snippets with the same one.
   */
  run(snippet: string, files?: Record<string, Uint8Array>, env?: Record<string, string>): Promise<SnippetRun>;
  close(): Promise<void>;
}

/** The runner, or why there is none here: it needs python3 with pip. */
export async function findSnippetRunner(): Promise<(SnippetRunner & { noGrpcurl?: string }) | { missing: string }> {
  const python = await findPythonClient();
  if ("missing" in python) return python;
  const grpcurl = await findGrpcurl();
  const runner = await openRunner(python, "folder" in grpcurl ? grpcurl.folder : "");
  return { ...runner, ...("missing" in grpcurl && { noGrpcurl: grpcurl.missing }) };
}

async function openRunner(python: PythonClient, grpcurlFolder: string): Promise<SnippetRunner> {
  const home = await mkdtemp(join(tmpdir(), "audiokit-snippets-"));
  const path = [join(projectFolder, "node_modules/.bin"), grpcurlFolder, process.env["PATH"]].join(delimiter);
  const [, library] = python.env["PYTHONPATH"]!.split(":") as [string, string];
  let count = 0;
  /** Folders with the stubs that a command has made, by the command: snippets have mostly the same. */
  const stubFolders = new Map<string, string>();

  async function shell(command: string, folder: string, env: NodeJS.ProcessEnv): Promise<SnippetRun> {
    const child = spawn("bash", ["-euo", "pipefail"], { cwd: folder, env: { ...env, PATH: path } });
    child.stdin.end(command);
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const code = await new Promise<number | null>((done) => child.once("close", done));
    return { code, stdout, stderr, read: (name) => readFile(join(folder, name)) };
  }

  return {
    async run(snippet, files = {}, env = {}) {
      const folder = join(home, String(++count));
      await mkdir(folder);
      const beside = { "audiokit.binpb": contractFile(), ...files };
      for (const [name, bytes] of Object.entries(beside)) await writeFile(join(folder, name), bytes);
      const official = [join(import.meta.dirname, "official-client"), import.meta.dirname];
      const found = { ...python.env, ...env };
      if (!snippet.includes("\nimport grpc\n")) {
        return shell(snippet, folder, { ...found, PYTHONPATH: [...official, python.env["PYTHONPATH"]].join(":") });
      }
      await writeFile(join(folder, "call.py"), snippet);
      const [makeStubs] = /^# python3 -m grpc_tools.*\n#.*$/m.exec(snippet) ?? [""];
      const made = stubFolders.get(makeStubs);
      const command = made === undefined ? makeStubs.replaceAll(/^# /gm, "") : "";
      const run = await shell(`${command}\npython3 call.py\n`, folder, {
        ...found,
        PYTHONPATH: made === undefined ? library : `${made}:${library}`,
      });
      if (makeStubs !== "" && run.code === 0) stubFolders.set(makeStubs, made ?? folder);
      return run;
    },
    async close() {
      await python.close();
      await rm(home, { recursive: true });
    },
  };
}
