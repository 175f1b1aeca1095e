import { readFile } from "node:fs/promises";
import { emulatorRoutes } from "../../emulator/routes.ts";
import { createTokenIssuer, demoClient } from "../../emulator/token.ts";
import { createEmbeddedPlatform } from "./embedded-platform.ts";
import { fillEnvoyConfig } from "../envoy/fill-envoy-config.ts";
import type { PlatformBackend } from "./platform-backend.ts";
import type { CompanionSettings } from "../config/command-line.ts";

/**
 * The backend that embeds the platform, with a token endpoint of its own.
 *
 * @param envoyExample path of the readable example configuration
 * @param print prints one line
 */
export async function openEmbeddedBackend(
  settings: CompanionSettings,
  envoyExample: string,
  print: (line: string) => void,
): Promise<PlatformBackend> {
  const { requireToken, accessLog, scenario } = settings;
  const tokens = await createTokenIssuer();
  const platform = await createEmbeddedPlatform(settings, requireToken ? tokens : undefined);
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
        return fillEnvoyConfig(await readFile(envoyExample, "utf8"), ports);
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
