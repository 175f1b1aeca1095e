import type { LiveSecrets } from "../basics/live-secrets.ts";
import { createTokenSource } from "../audiokit/token/token-source.ts";
import { logToken } from "../logging/log-auth.ts";
import type { Logger } from "../logging/logger.ts";
import type { ConsoleConfig } from "../wire/console-config.ts";
import { Access } from "./access.svelte.ts";
import { pollInView, gatewayTokens } from "./gateway-tokens.ts";
import type { Preferences } from "./preferences.svelte.ts";

/** The access of a page, and the token requests of its gateway. */
export interface OpenAccess {
  access: Access;
  /** Takes what the server of this page says of itself, and returns it. */
  learn(config: ConsoleConfig): ConsoleConfig;
  /** Whether a call that starts now carries a token; until the server has answered, as it said at an earlier visit. */
  authPresent(): boolean;
  /** Logs the gateway's latest token requests, where there are any; never rejects. */
  logGatewayTokens(): Promise<void>;
}

/**
 * Every token request, renewal and refusal is logged, whichever side made it. Lives as long as the page.
 *
 * @param secrets learns every secret of the page
 */
export function openAccess(
  preferences: Preferences,
  logger: Logger,
  secrets: LiveSecrets,
  fetch: typeof globalThis.fetch,
): OpenAccess {
  const source = createTokenSource({ fetch, secrets, onEvent: (outcome) => logToken(logger, "page", outcome) });
  const access = new Access(preferences, source, secrets);
  const requestTokens = gatewayTokens({
    fetch,
    storage: () => localStorage,
    // Absent where the page was served without encryption by another machine.
    locks: navigator.locks as LockManager | undefined,
    endpoint: () => access.serverConfig?.tokenEndpoint,
    log: (outcome) => logToken(logger, "gateway", outcome),
  });
  const wasByGateway = storedAuthMode() === "gateway" && preferences.current.endpoint === "";
  const logGatewayTokens = () => (access.isByGateway ? requestTokens() : Promise.resolve());
  pollInView(logGatewayTokens);
  return {
    access,
    learn(config) {
      const isFirst = access.serverConfig === undefined;
      access.serverConfig = config;
      storeAuthMode(config.authMode);
      if (isFirst) void logGatewayTokens();
      return config;
    },
    authPresent: () => access.isSignedIn || (access.serverConfig === undefined && wasByGateway),
    logGatewayTokens,
  };
}

/** Key of the last answer of the server in the origin's storage: the first call of a page is often sooner than the next one. */
const authModeKey = "audiokit-auth-mode";

function storedAuthMode(): string | null {
  try {
    return localStorage.getItem(authModeKey);
  } catch {
    // Storage is refused: the server's answer comes later.
    return null;
  }
}

function storeAuthMode(mode: ConsoleConfig["authMode"]): void {
  try {
    localStorage.setItem(authModeKey, mode);
  } catch {
    // Refused or full: the next visit waits for the answer.
  }
}
