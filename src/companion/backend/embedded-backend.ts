import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { emulatorRoutes } from "../../emulator/routes.ts";
import { createTokenIssuer, demoClient } from "../../emulator/token.ts";
import { createEmbeddedPlatform } from "./embedded-platform.ts";
import { findAddedEngine } from "../engines/russian/added-engine.ts";
import { fillEnvoyConfig } from "../envoy/fill-envoy-config.ts";
import type { PlatformBackend } from "./platform-backend.ts";
import type { CompanionSettings } from "../config/command-line.ts";

/**
 * The backend that embeds the platform, with a token endpoint of its own.
 *
 * @param projectFolder holds the readable example configuration of Envoy, and an engine that was added
 * @param print prints one line
 */
export async function openEmbeddedBackend(
  settings: CompanionSettings,
  projectFolder: string,
  print: (line: string) => void,
): Promise<PlatformBackend> {
  const { requireToken, accessLog, scenario } = settings;
  const tokens = await createTokenIssuer();
  const addedEngine = await findAddedEngine(projectFolder, print);
  if (addedEngine) print(`Russian recognition was added: ${addedEngine.model.name}.`);
  const engines = { ...settings, ...(addedEngine && { addedEngine }) };
  const platform = await createEmbeddedPlatform(engines, requireToken ? tokens : undefined);
  const routes = emulatorRoutes({
    ...platform,
    tokens,
    requireToken,
    onFault: tellFault,
    ...(scenario && { scenario }),
  });
  if (scenario) print(`A scenario of ${String(scenario.calls.length)} recorded calls is played.`);
  return {
    serving: { routes, tokens, web: platform.web, engines: platform.recognisers },
    consoleConfig: {
      platform: "embedded",
      authMode: "none",
      tokenRequired: requireToken,
      archiveClientId: demoClient.id,
      ...(scenario && { scenarioCalls: scenario.calls.length }),
    },
    envoy: (companionPort) => ({
      async configure({ address, port }) {
        const ports = { publicAddress: address, publicPort: port, companionPort, accessLog };
        return fillEnvoyConfig(await readFile(join(projectFolder, "envoy.yaml"), "utf8"), ports);
      },
      ...(accessLog && { onLine: print }),
    }),
    ready: () => Promise.resolve(),
    close: platform.close,
  };
}

function tellFault(operation: string, fault: unknown): void {
  console.error(`${operation} failed:`, fault);
}
