import { execFile, spawn, type ChildProcess } from "node:child_process";
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { get } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { gatewayDetailsHeader, viaUpstream } from "../../wire/gateway-mark.ts";
import { healthPath } from "../../wire/paths.ts";
import { openEnvoyAdmin } from "./envoy-admin.ts";
import { openPrivateTempDir } from "../temp-dirs/private-temp-dir.ts";

/** How Envoy is started. */
export interface EnvoyOptions {
  /** Path of the binary. */
  program: string;
  /** Address for clients. */
  host: string;
  port: number;
  /** Releases the port, which may be reserved until Envoy listens on it. */
  release?: () => Promise<void>;
  /**
   * Returns the configuration as YAML or JSON. Further files may be written to the folder, which only this user can read
   * and which is removed when Envoy ends.
   */
  configure(place: { folder: string; address: string; port: number }): string | Promise<string>;
  /** Called with each line of Envoy's standard output, its access log. Default: the output is ignored. */
  onLine?: (line: string) => void;
}

/** A running Envoy. Must be closed. */
export interface RunningEnvoy {
  /** Resolves with the end of Envoy's error output when it ends, by itself or by `close`. */
  died: Promise<string>;
  /** Takes no further connection and resolves when no request runs, or Envoy has ended. Waits as long as that takes. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

const startTimeoutMs = 20_000;
const pollMs = 50;
const stopGraceMs = 3_000;
/** Without the last one the access log is flushed every ten seconds only. */
const runArguments = [
  ...["--disable-hot-restart", "--concurrency", "2", "--log-level", "warning"],
  ...["--file-flush-interval-msec", "200"],
];
/** Longest error output that is reported, in characters. */
const maxErrorCharacters = 4_000;

/**
 * Creates the configuration, has Envoy validate it, starts Envoy and waits until it responds.
 *
 * @throws Error with Envoy's error output
 */
export async function startEnvoy(options: EnvoyOptions, signal: AbortSignal): Promise<RunningEnvoy> {
  const folder = await openPrivateTempDir("envoy");
  const configFile = join(folder.path, "envoy.yaml");
  let child: ChildProcess | undefined;
  const waiting = new AbortController();
  // However this program ends, Envoy ends with it.
  const killAtExit = () => child?.kill("SIGKILL");
  process.once("exit", killAtExit);
  const close = async () => {
    if (child !== undefined) await stop(child);
    process.off("exit", killAtExit);
    folder.remove();
  };
  try {
    const { address } = await lookup(options.host);
    const config = await options.configure({ folder: folder.path, address, port: options.port });
    await writeFile(configFile, config, { mode: 0o600 });
    await validate(options.program, configFile);
    signal.throwIfAborted();
    await options.release?.();
    const admin = openEnvoyAdmin(folder.path);
    child = spawn(options.program, ["-c", configFile, ...admin.arguments, ...runArguments], {
      // A process group of its own: Ctrl-C reaches the whole group of the terminal, and would cut the calls that run.
      detached: true,
      stdio: ["ignore", options.onLine === undefined ? "ignore" : "pipe", "pipe"],
    });
    if (options.onLine !== undefined && child.stdout !== null) {
      createInterface(child.stdout).on("line", options.onLine);
    }
    const died = errorOutputOf(child);
    const startSignal = AbortSignal.any([signal, waiting.signal]);
    await Promise.race([waitForAnswer(address, options.port, startSignal), died.then(failStart)]);
    return { died, drain: admin.drain, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    waiting.abort();
  }
}

async function validate(program: string, configFile: string): Promise<void> {
  try {
    await promisify(execFile)(program, ["--mode", "validate", "--log-level", "error", "-c", configFile]);
  } catch (error) {
    const { stderr = "", stdout = "" } = error as { stderr?: string; stdout?: string };
    throw new Error(`Envoy refuses its configuration: ${stderr || stdout || String(error)}`, { cause: error });
  }
}

async function errorOutputOf(child: ChildProcess): Promise<string> {
  let output = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    output = (output + text).slice(-maxErrorCharacters);
  });
  const [code, signal] = (await once(child, "close").catch((error: unknown) => [String(error)])) as unknown[];
  return `${output.trim()}\n(${String(signal ?? code)})`.trim();
}

function failStart(output: string): never {
  throw new Error(`Envoy did not start: ${output}`);
}

/** Resolves when a request through Envoy reaches the companion. */
async function waitForAnswer(address: string, port: number, signal: AbortSignal): Promise<void> {
  const attempts = startTimeoutMs / pollMs;
  for (let i = 0; i < attempts; i++) {
    if (await isHealthy(address, port)) return;
    await delay(pollMs, undefined, { signal });
  }
  throw new Error(`Envoy runs, but no request through it reaches the companion (${startTimeoutMs / 1000} s)`);
}

function isHealthy(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: address, port, path: healthPath, headers: { host: "localhost" }, agent: false }, (response) => {
      response.resume();
      // A companion that took the port meanwhile says that it answered by itself.
      resolve(response.statusCode === 200 && response.headers[gatewayDetailsHeader] === viaUpstream);
    }).on("error", () => resolve(false));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), stopGraceMs);
  await ended;
  clearTimeout(force);
}
