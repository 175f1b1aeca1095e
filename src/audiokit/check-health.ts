import { anySignal, onAbort } from "../basics/abort.ts";
import { AudioKitError } from "./contract/audiokit-error.ts";
import type { AudioKitCallOptions } from "./contract/call-options.ts";
import type { AudioKitClient } from "./client.ts";
import type { PlatformArchive } from "./platform-archive/platform-archive.ts";

/** What one check found. */
export interface ServiceHealth {
  status: "healthy" | "unhealthy";
  responseTimeMs: number;
  /** Why it is unhealthy. */
  error?: AudioKitError;
}

/** The state of everything that was checked. */
export interface HealthReport {
  /** UTC, ISO 8601 with milliseconds. */
  timestamp: string;
  services: Record<string, ServiceHealth>;
  /** `unhealthy`: nothing answered; `degraded`: something did not. */
  overall: "healthy" | "degraded" | "unhealthy";
}

/** Everything that can be checked, in the order of a list. */
export const checkedServices = ["tts", "asr", "token", "archive", "bridge"] as const;

/** Asks one service something that it can only answer when it works; rejects otherwise. */
export type HealthCheck = (options: AudioKitCallOptions) => Promise<unknown>;

export interface HealthTargets {
  client: Pick<AudioKitClient, "ttsModels" | "sttModels">;
  /** Gets a token; absent where no token endpoint is configured. */
  token?: () => Promise<unknown>;
  archive?: Pick<PlatformArchive, "probe">;
  /** The bridge of live calls, asked by a plain GET. */
  bridgeUrl?: string;
  /** Default: the browser's. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** The checks of what is configured: `tts`, `asr` and, where there are such, `token`, `archive`, `bridge`. */
export function healthChecks({ client, token, archive, bridgeUrl, fetch }: HealthTargets): Record<string, HealthCheck> {
  const ask = fetch ?? ((url, init) => globalThis.fetch(url, init));
  return {
    tts: (options) => client.ttsModels(options),
    asr: (options) => client.sttModels(options),
    ...(token && { token: () => token() }),
    ...(archive && { archive: (options) => archive.probe(options) }),
    ...(bridgeUrl !== undefined && { bridge: ({ signal }) => askBridge(bridgeUrl, ask, signal) }),
  };
}

/**
 * Runs the checks at the same time, each with a deadline; a failing one is a finding, not an error.
 *
 * @param options.timeoutMs of each check; default 10 seconds
 * @param clock both in milliseconds: of the day, and one that never jumps
 * @throws AudioKitError `cancelled` when the caller's signal is aborted
 */
export async function checkHealth(
  checks: Record<string, HealthCheck>,
  { timeoutMs = 10_000, signal, contextValues }: AudioKitCallOptions = {},
  clock = { epochMs: () => Date.now(), monotonicMs: () => performance.now() },
): Promise<HealthReport> {
  const timestamp = new Date(clock.epochMs()).toISOString();
  const check = async ([name, ask]: [string, HealthCheck]): Promise<[string, ServiceHealth]> => {
    const startedMs = clock.monotonicMs();
    const both = anySignal(signal, AbortSignal.timeout(timeoutMs));
    try {
      const options = { signal: both, timeoutMs, ...(contextValues && { contextValues }) };
      // A check that knows no signal is left behind at the deadline.
      await Promise.race([ask(options), rejected(both)]);
      return [name, { status: "healthy", responseTimeMs: clock.monotonicMs() - startedMs }];
    } catch (thrown) {
      const error = AudioKitError.from(thrown, both);
      return [name, { status: "unhealthy", responseTimeMs: clock.monotonicMs() - startedMs, error }];
    }
  };
  const found = await Promise.all(Object.entries(checks).map(check));
  if (signal?.aborted) throw AudioKitError.from(signal.reason, signal);
  const healthy = found.filter(([, { status }]) => status === "healthy").length;
  const overall = healthy === found.length ? "healthy" : healthy > 0 ? "degraded" : "unhealthy";
  return { timestamp, services: Object.fromEntries(found), overall };
}

function rejected(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    onAbort(signal, reject);
  });
}

async function askBridge(
  url: string,
  ask: (url: string, init: RequestInit) => Promise<Response>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const response = await ask(url, { cache: "no-store", ...(signal && { signal }) }).catch((thrown: unknown) => {
    if (!(thrown instanceof TypeError)) throw thrown;
    throw new AudioKitError({ kind: "unreachable", grpcCode: 14, message: thrown.message, cause: thrown });
  });
  // Unread, the answer would hold its connection until the deadline.
  await response.body?.cancel().catch(() => undefined);
  if (response.ok) return;
  const words = `the bridge answered HTTP ${String(response.status)}`;
  throw new AudioKitError({ kind: "broken", grpcCode: 2, message: words, httpStatus: response.status });
}
