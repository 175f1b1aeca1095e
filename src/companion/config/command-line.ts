import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Presets } from "../../emulator/presets/presets.ts";
import { parseAsrCommand, type AsrCommand } from "../engines/asr-command.ts";
import { checkLaunchPaths } from "../launch/launch-paths.ts";
import { isLoopback } from "../http/loopback.ts";
import type { Scenario } from "../../wire/scenario.ts";
import { readPresetFile } from "./preset-file.ts";
import { readScenarioFile } from "./scenario-file.ts";

/** The settings of the command line. */
export interface CompanionSettings {
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** Serve the page from its sources, with hot reload, instead of building it. */
  dev: boolean;
  /** Serve through Envoy, as in production. */
  envoy: boolean;
  /** Refuse calls without a valid token. */
  requireToken: boolean;
  /** Recognition engines of the operator. */
  asrCommands: AsrCommand[];
  /** Whether the built-in recognition is enabled. */
  asr: boolean;
  /** The operator's presets; absent: only the built-in ones. */
  presets?: Presets;
  /** Recorded calls that the embedded platform plays; absent: none. */
  scenario?: Scenario;
  /** Origins of other gateways that the page may be pointed at. */
  endpoints: string[];
  /** Addresses that alerts are posted to. */
  alertWebhooks: string[];
  /** Whether the metrics of the page are served at `/metrics`. */
  servesMetrics: boolean;
  /** Folder that gets a copy of the page's log files; absent: none does. */
  logDir?: string;
  /** Base URL of a Collector that records of the page are passed on to; absent: none. */
  otlpEndpoint?: string;
  /** The platform's `config.ini`; absent: the platform is embedded. */
  configFile?: string;
  /** Origin of the platform's archive, to which Envoy carries requests; absent: it carries none. */
  archiveAddress?: string;
  /** Print Envoy's configuration and exit. */
  printEnvoyConfig: boolean;
  /** Print Envoy's access log. */
  accessLog: boolean;
  /** Origin of an Envoy that runs elsewhere with the printed configuration; absent: one is started. */
  behindEnvoy?: string;
  /** Origins of other pages that may call the configured platform through Envoy. */
  corsOrigins: string[];
  /** Longest wait for running calls when the console is being stopped, in milliseconds. */
  stopGraceMs: number;
  /** Files that the page opens at once: logs and support bundles. */
  launchFiles: readonly string[];
  /** Whether the default browser is opened with them. */
  opensBrowser: boolean;
}

/** A mistake on the command line; the message is one line and names the option. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What `--help` prints. */
export const helpText = `AudioKit Console: the page, the embedded speech platform and its token endpoint on one port.

  npx audiokit-console [options] [FILE ...]   opens logs and support bundles in the browser; without files: the console
  npm start -- [options] [FILE ...]   the same from a checkout; it serves gRPC-Web itself
  npm run start:envoy -- [options]   the same behind Envoy, as in production
  npm run dev -- [options]        the page from its sources, with hot reload
  npm run start:envoy -- --config config.ini [options]   your own platform behind Envoy, nothing embedded

  --port N               port of the page and of every service (8080, with files a free one; 0 takes a free one)
  --host ADDRESS         address to listen on (127.0.0.1)
  --no-open              with files: print the address, and open no browser
  --dev                  serve the page from its sources, with hot reload, instead of building it
  --envoy                put Envoy before the companion; found in ENVOY, on PATH or in .tools, else installed there by pip
  --access-log           print Envoy's access log, one JSON line a call
  --require-token        refuse calls without a token (client demo-client, secret demo-secret)
  --asr-command LANG=CMD recognise LANG by a command of yours; may be repeated; MODEL:LANG=CMD names the model
  --no-asr               leave the built-in English recognition out
  --presets FILE         presets of yours for recognition and synthesis (JSON; src/emulator/README.md shows one)
  --scenario FILE        play the calls of a log again: a scenario that the page has saved (src/emulator/README.md)
  --stop-grace SECONDS   how long a stop waits for calls that run (8; at most 3600); 0 ends them at once
  --allow-endpoint URL   let the page call this gateway, token server or Collector too (its Settings choose it); may be repeated
  --log-dir DIR          keep a copy of the page's log files in this folder, for tail, grep and jq; made when it is missing
  --metrics              serve the metrics of the page at /metrics, for Prometheus
  --alert-webhook URL    post alerts of the page to this address, as JSON; may be repeated
  --otlp-endpoint URL    pass what the page ships below /otlp on to this OpenTelemetry Collector (OTLP/HTTP); with the headers of
                         AUDIOKIT_OTLP_HEADERS (name=value,name=value) of the environment, or of the file AUDIOKIT_OTLP_HEADERS_FILE

With --config, which implies --envoy and makes the options of the embedded platform meaningless:
  --config FILE          the platform's config.ini; Envoy gets the token, the page never sees the secret. AUDIOGRAM_CLIENT_ID and
                         AUDIOGRAM_CLIENT_SECRET of the environment take the place of its client_id and client_secret, or the files that these names with _FILE name
  --archive-address URL  the platform's archive: Envoy carries requests to it, with the token
  --cors-origin URL      let pages of this origin call through Envoy too; may be repeated
  --behind-envoy URL     start no Envoy: be the companion of the one at this address, which has the printed configuration
  --print-envoy-config   print the configuration that Envoy would get, without the secret, and stop

  --version              print the version and stop
  --help                 print this and stop`;

const options = {
  port: { type: "string" },
  host: { type: "string" },
  dev: { type: "boolean" },
  envoy: { type: "boolean" },
  "require-token": { type: "boolean" },
  "asr-command": { type: "string", multiple: true },
  "no-asr": { type: "boolean" },
  presets: { type: "string" },
  scenario: { type: "string" },
  "stop-grace": { type: "string" },
  "allow-endpoint": { type: "string", multiple: true },
  "log-dir": { type: "string" },
  metrics: { type: "boolean" },
  "alert-webhook": { type: "string", multiple: true },
  "otlp-endpoint": { type: "string" },
  config: { type: "string" },
  "archive-address": { type: "string" },
  "cors-origin": { type: "string", multiple: true },
  "access-log": { type: "boolean" },
  "print-envoy-config": { type: "boolean" },
  "behind-envoy": { type: "string" },
  "no-open": { type: "boolean" },
  version: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** In seconds. Container engines kill what has not ended after ten. */
const defaultStopGrace = "8";

const needConfig = ["archive-address", "cors-origin", "print-envoy-config", "behind-envoy"] as const;
const onlyEmbedded = ["require-token", "asr-command", "no-asr", "presets", "scenario"] as const;

/**
 * Reads the command line.
 *
 * @param folder where relative files count from; default: they stay as they are
 * @returns the settings, or `help` or `version` when that was requested
 * @throws UsageError naming the option that is unknown or has a wrong value, or the file that cannot be opened
 */
export function readSettings(args: string[], folder?: string): CompanionSettings | "help" | "version" {
  const { values, tokens, positionals } = parseArgs({
    args,
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  for (const token of tokens) checkToken(token);
  if (values.help === true) return "help";
  if (values.version === true) return "version";
  const fileOf = (path: string) => (folder === undefined ? path : resolve(folder, path));
  const configFile = values.config === undefined ? undefined : fileOf(values.config as string);
  if (configFile === undefined) {
    const orphan = needConfig.find((name) => values[name] !== undefined);
    if (orphan !== undefined) throw new UsageError(`--${orphan} needs --config`);
    if (values["access-log"] === true && values.envoy !== true) throw new UsageError("--access-log needs --envoy");
  } else {
    const idle = onlyEmbedded.find((name) => values[name] !== undefined);
    if (idle !== undefined) throw new UsageError(`--${idle} is for the embedded platform, not for --config`);
  }
  const host = (values.host as string | undefined) ?? "127.0.0.1";
  const launchFiles = readLaunchFiles(positionals.map(fileOf));
  if (launchFiles.length > 0 && (!isLoopback(host) || values["behind-envoy"] !== undefined)) {
    throw new UsageError("files are opened on this machine only: leave --host and --behind-envoy out");
  }
  return {
    host,
    port: readPort((values.port as string | undefined) ?? (launchFiles.length > 0 ? "0" : "8080")),
    dev: values.dev === true,
    envoy: values.envoy === true || configFile !== undefined,
    requireToken: values["require-token"] === true,
    asrCommands: ((values["asr-command"] as string[] | undefined) ?? []).map(readAsrCommand),
    asr: values["no-asr"] !== true,
    ...(values.presets !== undefined && { presets: readPresets(fileOf(values.presets as string)) }),
    ...(values.scenario !== undefined && { scenario: readScenario(fileOf(values.scenario as string)) }),
    endpoints: ((values["allow-endpoint"] as string[] | undefined) ?? []).map((text) =>
      readOrigin("allow-endpoint", text),
    ),
    ...(values["log-dir"] !== undefined && { logDir: fileOf(values["log-dir"] as string) }),
    servesMetrics: values["metrics"] === true,
    alertWebhooks: ((values["alert-webhook"] as string[] | undefined) ?? []).map(readWebhook),
    ...(values["otlp-endpoint"] !== undefined && { otlpEndpoint: readBaseUrl(values["otlp-endpoint"] as string) }),
    ...(configFile !== undefined && { configFile }),
    ...(values["behind-envoy"] !== undefined && {
      behindEnvoy: readOrigin("behind-envoy", values["behind-envoy"] as string),
    }),
    ...(values["archive-address"] !== undefined && {
      archiveAddress: readOrigin("archive-address", values["archive-address"] as string),
    }),
    printEnvoyConfig: values["print-envoy-config"] === true,
    accessLog: values["access-log"] === true,
    corsOrigins: ((values["cors-origin"] as string[] | undefined) ?? []).map((text) => readOrigin("cors-origin", text)),
    stopGraceMs: readStopGrace((values["stop-grace"] as string | undefined) ?? defaultStopGrace),
    launchFiles,
    opensBrowser: launchFiles.length > 0 && values["no-open"] !== true,
  };
}

type Token = NonNullable<ReturnType<typeof parseArgs>["tokens"]>[number];

/** `parseArgs` checks this too, but its message has three lines about its own options. */
function checkToken(token: Token): void {
  if (token.kind !== "option") return;
  const option = Object.hasOwn(options, token.name) ? options[token.name as keyof typeof options] : undefined;
  if (option === undefined) throw new UsageError(`unknown option: ${token.rawName}`);
  if (option.type === "boolean" && token.value !== undefined) {
    throw new UsageError(`${token.rawName} takes no value, got: ${token.value}`);
  }
  const isMissing =
    token.value === undefined || token.value === "" || (!token.inlineValue && token.value.startsWith("--"));
  if (option.type === "string" && isMissing) throw new UsageError(`${token.rawName} needs a value`);
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port must be a whole number from 0 to 65535, got: ${text}`);
  return port;
}

function readStopGrace(text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  if (!(seconds <= 3600)) {
    throw new UsageError(`--stop-grace must be a whole number of seconds from 0 to 3600, got: ${text}`);
  }
  return seconds * 1000;
}

function readOrigin(option: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url.origin;
  throw new UsageError(`--${option} must be an http or https address, got: ${text}`);
}

/** The whole address: its path and its query name the channel. */
function readWebhook(text: string): string {
  readOrigin("alert-webhook", text);
  return new URL(text).href;
}

/** An address that paths are added to: with a path of its own, without what would be lost or shown. */
function readBaseUrl(text: string): string {
  readOrigin("otlp-endpoint", text);
  const { origin, pathname, search, hash, username, password } = new URL(text);
  if (username !== "" || password !== "") {
    throw new UsageError("--otlp-endpoint must hold no password: put headers into AUDIOKIT_OTLP_HEADERS");
  }
  if (search !== "" || hash !== "") throw new UsageError(`--otlp-endpoint must end with its path, got: ${text}`);
  return origin + pathname.replace(/\/+$/, "");
}

function readLaunchFiles(paths: string[]): readonly string[] {
  try {
    return checkLaunchPaths(paths);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function readPresets(path: string): Presets {
  try {
    return readPresetFile(path);
  } catch (error) {
    throw new UsageError(`--presets ${(error as Error).message}`, { cause: error });
  }
}

function readScenario(path: string): Scenario {
  try {
    return readScenarioFile(path);
  } catch (error) {
    throw new UsageError(`--scenario ${(error as Error).message}`, { cause: error });
  }
}

function readAsrCommand(text: string): AsrCommand {
  try {
    return parseAsrCommand(text);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
