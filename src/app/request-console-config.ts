import type { ConsoleConfig } from "../wire/console-config.ts";
import { consolePath } from "../wire/paths.ts";

/** The server of the page answers this within so many milliseconds, or not at all. */
const timeoutMs = 5_000;

/**
 * Requests from the server of this page how it is served.
 *
 * @throws Error when it refuses; whatever `fetch` throws when it does not answer within five seconds
 */
export async function requestConsoleConfig(fetch: typeof globalThis.fetch): Promise<ConsoleConfig> {
  const response = await fetch(consolePath, { cache: "no-store", signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${consolePath} answered HTTP ${String(response.status)}`);
  return (await response.json()) as ConsoleConfig;
}

/** Whoever requests it while an answer is awaited gets the same one. */
export function sharedConfigRequest(request: () => Promise<ConsoleConfig>): () => Promise<ConsoleConfig> {
  let awaited: Promise<ConsoleConfig> | undefined;
  return () => (awaited ??= request().finally(() => (awaited = undefined)));
}
