// The companion program: reads the command line, starts the console, stops it on a signal.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createLiveSecrets } from "../basics/live-secrets.ts";
import { passwordsIn } from "../basics/secret-names.ts";
import { ConfigError, readConfigFile } from "./config/config-file.ts";
import { printEnvoyConfig } from "./backend/configured-backend.ts";
import { isLoopback } from "./http/loopback.ts";
import { typedFolder } from "./config/typed-folder.ts";
import { helpText, readSettings, UsageError, type CompanionSettings } from "./config/command-line.ts";
import { launchAddress } from "../wire/launch-file.ts";
import { openBrowser } from "./launch/open-browser.ts";
import { startConsole } from "./start-console.ts";

const projectFolder = join(import.meta.dirname, "../..");
/** npm forwards a Ctrl-C that the program has already received: two signals this close are one. */
const oneSignalMs = 500;
const secrets = createLiveSecrets();
const print = (line: string) => console.log(secrets.scrub(line));
const printError = (line: string) => console.error(secrets.scrub(line));

try {
  secrets.learn("password", ...passwordsIn(process.argv.join(" ")));
  const settings = readSettings(process.argv.slice(2), typedFolder(projectFolder));
  if (settings === "help") console.log(helpText);
  else if (settings === "version") console.log(readVersion());
  else if (settings.printEnvoyConfig && settings.configFile !== undefined) {
    console.log(printEnvoyConfig(await readConfigFile(settings.configFile), settings));
  } else await run(settings);
} catch (error) {
  if (error instanceof ConfigError) printError(error.message);
  else printError(`AudioKit Console: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
  if (error instanceof UsageError) {
    console.error("`--help` lists the options.");
    process.exitCode = 2;
  }
}

async function run(settings: CompanionSettings): Promise<void> {
  const stop = stopOnSignal();
  let running;
  try {
    running = await startConsole(settings, projectFolder, secrets, print, stop);
  } catch (error) {
    if (stop.aborted) return;
    throw error;
  }
  console.log(`AudioKit Console is ready: ${running.url}`);
  console.log(
    settings.behindEnvoy !== undefined
      ? `It stands behind the Envoy at ${settings.behindEnvoy}, which browsers call. Ctrl-C stops the companion alone.`
      : settings.configFile !== undefined
        ? `Envoy serves it and carries every call to the platform of ${settings.configFile}. Ctrl-C stops both.`
        : settings.envoy
          ? "Envoy serves it: gRPC-Web is translated there, as in production. Ctrl-C stops both."
          : "gRPC-Web is served directly, without Envoy; `--envoy` puts Envoy before it, as in production. Ctrl-C stops.",
  );
  if (settings.logDir !== undefined) console.log(`The page's log files are copied to ${settings.logDir}`);
  if (settings.launchFiles.length > 0) await launch(new URL(launchAddress, running.url).href, settings);
  if (!isLoopback(settings.host)) {
    const platform = settings.configFile === undefined ? "the engines" : "the platform, with your token";
    console.warn(
      `Warning: ${settings.host} is open to the network, without encryption. Everyone there can use ${platform}.`,
    );
  }
  const stopped = new Promise<void>((resolve) => stop.addEventListener("abort", () => resolve(), { once: true }));
  const reason = await Promise.race([stopped, running.failed]);
  if (reason === undefined && !(await running.drain(settings.stopGraceMs))) {
    console.log(`Calls were still running after ${String(settings.stopGraceMs / 1000)} s; they are ended.`);
  }
  await running.close();
  if (typeof reason === "string") throw new Error(reason);
}

/** Has the page open the files of the command line, and says what happens. */
async function launch(address: string, { launchFiles, opensBrowser }: CompanionSettings): Promise<void> {
  const names = launchFiles.map((path) => basename(path)).join(", ");
  const isOpening = opensBrowser && (await openBrowser(address));
  console.log(isOpening ? `The browser opens ${names}: ${address}` : `To see ${names}, open ${address} in a browser.`);
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as { version: string };
  return version;
}

/** Aborted by the first Ctrl-C, SIGTERM or hang-up; the second ends the program at once. */
function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  let firstAtMs: number | undefined;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (firstAtMs === undefined) {
        firstAtMs = performance.now();
        console.log("Stopping ... (Ctrl-C again stops at once)");
        stop.abort();
      } else if (performance.now() - firstAtMs > oneSignalMs) process.exit(130);
    });
  }
  return stop.signal;
}
