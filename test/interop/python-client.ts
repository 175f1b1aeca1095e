import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectFolder } from "../support/folders.ts";
import { installOnce } from "../support/install-once.ts";
import { openPythonPrograms, type PythonPrograms } from "./python-programs.ts";

const run = promisify(execFile);
const grpcioVersion = "1.85.1";

/** What `calls.py` answers: `code` and what the method gives besides. */
export interface PythonAnswer {
  code: string;
  details?: string;
  metadata: Record<string, string>;
  wav: { rate: number; channels: number; seconds: number; peak: number };
  sizes: number[];
  names: string[];
  phrases: string[];
  finals: string[];
  interim: number;
  sentAtMs: number;
}

/** Calls made by Python's grpcio with stubs that protoc has just made from proto/; must be closed. */
export interface PythonClient {
  call(address: string, method: string, options?: object): Promise<PythonAnswer>;
  /** Runs another script of this folder in the same surroundings, see {@link PythonPrograms}. */
  run: PythonPrograms["run"];
  /** The surroundings of such a script, for whoever starts one by itself. */
  env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** The client, or why there is none here: it needs python3 with pip. */
export async function findPythonClient(): Promise<PythonClient | { missing: string }> {
  try {
    await python(["-m", "pip", "--version"]);
  } catch (error) {
    return { missing: `no python3 with pip: ${String(error)}` };
  }
  return openPythonClient();
}

/** Folder with grpcio and what makes stubs for it. @throws Error when there is no python3 with pip */
export async function installGrpcio(): Promise<string> {
  const wanted = ["grpcio", "grpcio-tools"].map((name) => `${name}==${grpcioVersion}`);
  return installOnce(`grpcio-${grpcioVersion}`, async (draft) => {
    await python(["-m", "pip", "install", "--quiet", "--target", draft, ...wanted]);
  });
}

async function openPythonClient(): Promise<PythonClient> {
  const library = await installGrpcio();
  const stubs = await mkdtemp(join(tmpdir(), "audiokit-stubs-"));
  // Compiled once for the many programs that are started; beside the stubs, not in the folders of the checkout.
  const bytecode = { PYTHONPYCACHEPREFIX: join(stubs, "bytecode") };
  const env = { ...process.env, PYTHONPATH: `${stubs}:${library}`, ...bytecode };
  const protoFolder = join(projectFolder, "proto");
  const protos = (await readdir(protoFolder, { recursive: true })).filter((name) => name.endsWith(".proto"));
  const outputs = [`--python_out=${stubs}`, `--grpc_python_out=${stubs}`];
  await python(["-m", "grpc_tools.protoc", `-I${protoFolder}`, ...outputs, ...protos], env);
  const { run: runProgram, close } = openPythonPrograms(env);
  return {
    env,
    run: runProgram,
    async call(address, method, options = {}) {
      return (await runProgram("calls", [address, method, JSON.stringify(options)])) as PythonAnswer;
    },
    async close() {
      close();
      await rm(stubs, { recursive: true });
    },
  };
}

/** Puts packages of Python into a folder of the tools folder and returns its path. */
export async function installPython(name: string, version: string): Promise<string> {
  return installOnce(`${name}-${version}`, async (draft) => {
    await python(["-m", "pip", "install", "--quiet", "--target", draft, `${name}==${version}`]);
  });
}

async function python(words: string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { stdout } = await run("python3", words, { env: { ...env, PIP_ROOT_USER_ACTION: "ignore" } });
  return stdout;
}
