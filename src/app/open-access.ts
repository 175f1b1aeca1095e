import { createTokenSource } from "../audiokit/token/token-source.ts";
import { logToken } from "../logging/log-auth.ts";
import type { Logger } from "../logging/logger.ts";
import type { ConsoleConfig } from "../wire/console-config.ts";
import { Access } from "./access.svelte.ts";
import { pollInView, gatewayTokens } from "./gateway-tokens.ts";
import type { Preferences } from "./preferences.svelte.ts";

/** The access of a page, and the news of its gateway's tokens. */
export interface OpenAccess {
  access: Access;
  /** Takes what the server of this page says of itself. */
  learn(facts: ConsoleConfig): void;
  /** Whether a call of now goes with a token; until the server was heard, as it said at an earlier visit. */
  authPresent(): boolean;
  /** Brings the gateway's latest token requests into the log, where there are any; never rejects. */
  askTokens(): Promise<void>;
}

/** Every token request, renewal and refusal is logged, whichever side made it. Lives as long as the page. */
export function openAccess(preferences: Preferences, logger: Logger, fetch: typeof globalThis.fetch): OpenAccess {
  const source = createTokenSource({ fetch, onEvent: (outcome) => logToken(logger, "page", outcome) });
  const access = new Access(preferences, source);
  const ask = gatewayTokens({
    fetch,
    storage: () => localStorage,
    // Absent where the page came without encryption from another machine.
    locks: navigator.locks as LockManager | undefined,
    endpoint: () => access.facts?.tokenEndpoint,
    log: (outcome) => logToken(logger, "gateway", outcome),
  });
  const wasByGateway = recallAuthMode() === "gateway" && preferences.current.endpoint === "";
  const askTokens = () => (access.isByGateway ? ask() : Promise.resolve());
  pollInView(askTokens);
  return {
    access,
    learn(facts) {
      const isFirst = access.facts === undefined;
      access.facts = facts;
      rememberAuthMode(facts.authMode);
      if (isFirst) void askTokens();
    },
    authPresent: () => access.isSignedIn || (access.facts === undefined && wasByGateway),
    askTokens,
  };
}

/** Under this name the origin's storage holds how its server answered last: the first call of a page is often sooner. */
const authModeKey = "audiokit-auth-mode";

function recallAuthMode(): string | null {
  try {
    return localStorage.getItem(authModeKey);
  } catch {
    // No storage: the log learns it with the server's answer.
    return null;
  }
}

function rememberAuthMode(mode: ConsoleConfig["authMode"]): void {
  try {
    localStorage.setItem(authModeKey, mode);
  } catch {
    // As above.
  }
}
