import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { tokenEndpointOf, type PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { createAuthEvents } from "../token/auth-events.ts";
import { platformEnvoyConfig } from "../envoy/platform-envoy-config.ts";
import { writeSecretFile } from "../envoy/secret-file.ts";
import type { PlatformBackend } from "./platform-backend.ts";
import { createProbeEndpoint } from "../probe/probe-endpoint.ts";
import { probe } from "../probe/probe.ts";
import type { CompanionSettings } from "../config/command-line.ts";
import { watchConfig } from "../config/watch-config.ts";

/** How long a start waits for the first token. Calls fail until it has come. */
const tokenPatienceMs = 7_000;

/** Settings of the command line for the configured platform. */
type ConfiguredSettings = Pick<CompanionSettings, "corsOrigins" | "accessLog">;

/**
 * The backend for the platform that a `config.ini` names: Envoy forwards every call to it and adds the token.
 *
 * @param file is watched: a new secret reaches Envoy at once
 * @param print prints one line
 */
export function openConfiguredBackend(
  file: string,
  config: PlatformConfig,
  { corsOrigins, accessLog }: ConfiguredSettings,
  print: (line: string) => void,
): PlatformBackend {
  const hasToken = config.clientId !== "";
  let { clientSecret } = config;
  let secretPath: string | undefined;
  const authEvents = createAuthEvents(() => clientSecret);
  const unwatch = watchConfig(file, config, {
    onSecret(secret) {
      clientSecret = secret;
      if (secretPath === undefined) print("client_secret has changed: give it to the Envoy of --behind-envoy too.");
      else {
        writeSecretFile(secretPath, secret);
        print("client_secret has changed: Envoy takes it for its next token request.");
      }
    },
    print,
  });
  return {
    serving: {
      routes: () => undefined,
      corsOrigins,
      probe: createProbeEndpoint((signal) => probe({ ...config, clientSecret }, signal)),
      ...(hasToken && { authEvents: authEvents.handler }),
    },
    consoleConfig: {
      platform: "configured",
      target: `${config.apiHost}:${config.apiPort}`,
      authMode: hasToken ? "gateway" : "none",
      ...(hasToken && { tokenEndpoint: tokenEndpointOf(config) }),
      timeoutSeconds: config.timeoutSeconds,
      tokenRequired: false,
      ...(hasToken && { archiveClientId: config.clientId }),
    },
    envoy: (companionPort) => ({
      configure({ folder, address, port }) {
        secretPath = join(folder, "client-secret.json");
        if (hasToken) writeSecretFile(secretPath, clientSecret);
        const places = { host: address, port, companionPort, secretPath, corsOrigins, accessLog };
        return JSON.stringify(platformEnvoyConfig(config, places), undefined, 2);
      },
      onLine(line) {
        // Token events are for the page; the text of a server in them is not for the terminal.
        if (!authEvents.takeLine(line) && accessLog) print(line);
      },
    }),
    async ready(signal) {
      if (!hasToken) return;
      const event = await Promise.race([authEvents.first, delay(tokenPatienceMs, undefined, { signal })]);
      if (event?.success !== true)
        print(`Warning: no token came yet from ${config.ssoUrl}: ${event?.reason ?? "no answer"}`);
    },
    close() {
      unwatch();
      return Promise.resolve();
    },
  };
}

/** Envoy's configuration as a start would write it, in JSON; `<private folder>` stands for the folder of its files. */
export function printEnvoyConfig(
  config: PlatformConfig,
  settings: ConfiguredSettings & Pick<CompanionSettings, "host" | "port">,
): string {
  const places = {
    ...settings,
    companionPort: 0,
    secretPath: "<private folder>/client-secret.json",
  };
  return JSON.stringify(platformEnvoyConfig(config, places), undefined, 2);
}
