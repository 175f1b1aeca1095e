import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { scrubTexts, type LiveSecrets } from "../../basics/live-secrets.ts";
import { isSecretName } from "../../basics/secret-names.ts";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { tokenEndpointOf } from "../../platform-config/token-endpoint.ts";
import type { AuthEvent } from "../../wire/auth-event.ts";
import { maxSaidLength } from "../../wire/token-answer.ts";
import { archiveNotConfigured, archivePrefixes } from "../../wire/paths.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";
import { createAuthEvents } from "../token/auth-events.ts";
import { openGatewayToken, type GatewayToken } from "../token/gateway-token.ts";
import { probedToken, tellToken } from "../token/tell-token.ts";
import { platformEnvoyConfig } from "../envoy/platform-envoy-config.ts";
import { readRefusedToken } from "../envoy/refused-token.ts";
import { writeSecretFile } from "../envoy/secret-file.ts";
import type { PlatformBackend } from "./platform-backend.ts";
import { createProbeEndpoint } from "../probe/probe-endpoint.ts";
import { probe } from "../probe/probe.ts";
import type { CompanionSettings } from "../config/command-line.ts";
import { watchConfig } from "../config/watch-config.ts";

/** How long a start waits for the first token. Calls fail until it has come. */
const tokenPatienceMs = 7_000;

/** Settings of the command line for the configured platform. */
type ConfiguredSettings = Pick<CompanionSettings, "corsOrigins" | "accessLog" | "archiveAddress">;

/**
 * The backend for the platform that a `config.ini` names: Envoy forwards every call to it and adds the token, which the
 * companion fetches.
 *
 * @param file is watched: a new secret is used at once
 * @param secrets learns those of the configuration and each token: they are then in no report and no event
 * @param print prints one line
 */
export function openConfiguredBackend(
  file: string,
  config: PlatformConfig,
  { corsOrigins, accessLog, archiveAddress }: ConfiguredSettings,
  secrets: LiveSecrets,
  print: (line: string) => void,
): PlatformBackend {
  const hasToken = config.clientId !== "";
  const archive = archiveAddress === undefined ? {} : { archiveAddress };
  let { clientSecret } = config;
  secrets.learn("client secret", clientSecret);
  for (const [name, value] of config.extraMetadata) if (isSecretName(name)) secrets.learn(`metadata ${name}`, value);
  const authEvents = createAuthEvents();
  let gatewayToken: GatewayToken | undefined;
  let last: Omit<AuthEvent, "id"> | undefined;
  const unwatch = watchConfig(file, config, {
    onSecret(secret) {
      clientSecret = secret;
      secrets.learn("client secret", secret);
      gatewayToken?.renew();
      print(
        gatewayToken === undefined
          ? "client_secret has changed: give it to the Envoy of --behind-envoy too."
          : "client_secret has changed: a token is requested with it.",
      );
    },
    print,
  });

  function note(outcome: Omit<AuthEvent, "id">): void {
    const clean = scrubTexts(outcome, secrets.scrub);
    const event = clean.said === undefined ? clean : { ...clean, said: clean.said.slice(0, maxSaidLength) };
    tellToken(event, { before: last, from: config.ssoUrl, print });
    last = event;
    authEvents.add(event);
  }

  async function look(signal: AbortSignal): Promise<ProbeReport> {
    const report = await probe({ ...config, clientSecret }, secrets, signal);
    return last === undefined ? report : { ...report, gatewayToken: probedToken(last) };
  }

  return {
    serving: {
      routes: () => undefined,
      corsOrigins,
      probe: createProbeEndpoint(look),
      ...(archiveAddress === undefined && { web: refuseArchive }),
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
      ...archive,
    },
    envoy(companionPort) {
      let write: (authorization: string) => void = () => undefined;
      let token = "";
      if (hasToken) {
        gatewayToken = openGatewayToken({
          config: () => ({ ...config, clientSecret }),
          onToken(fresh) {
            secrets.learn("token", fresh);
            write((token = `Bearer ${fresh}`));
          },
          onOutcome: note,
        });
      }
      return {
        configure({ folder, address, port }) {
          const tokenPath = join(folder, "token.json");
          write = (value) => writeSecretFile(tokenPath, value);
          if (hasToken) write(token);
          const places = {
            host: address,
            port,
            companionPort,
            token: { tokenPath },
            corsOrigins,
            accessLog,
            ...archive,
          };
          return JSON.stringify(platformEnvoyConfig(config, places), undefined, 2);
        },
        onLine(line) {
          const refused = readRefusedToken(line);
          if (typeof refused === "number") gatewayToken?.refused(refused);
          else if (refused === undefined && accessLog) print(line);
        },
      };
    },
    async ready(signal) {
      if (!hasToken) return;
      const event = await Promise.race([authEvents.first, delay(tokenPatienceMs, undefined, { signal })]);
      if (event === undefined) print(`Warning: no token came yet from ${config.ssoUrl}: no answer`);
    },
    close() {
      unwatch();
      gatewayToken?.close();
      return Promise.resolve();
    },
  };
}

function refuseArchive(request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (!archivePrefixes.some((prefix) => pathname.startsWith(prefix))) return Promise.resolve(undefined);
  return Promise.resolve(Response.json({ detail: archiveNotConfigured }, { status: 501 }));
}

/** Envoy's configuration as a start would write it, in JSON; `<private folder>` stands for the folder of its files. */
export function printEnvoyConfig(
  config: PlatformConfig,
  settings: ConfiguredSettings & Pick<CompanionSettings, "host" | "port">,
): string {
  const places = {
    ...settings,
    companionPort: 0,
    token: { secretPath: "<private folder>/client-secret.json" },
  };
  return JSON.stringify(platformEnvoyConfig(config, places), undefined, 2);
}
