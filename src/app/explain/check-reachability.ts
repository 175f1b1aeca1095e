import { anySignal } from "../../basics/abort.ts";
import type { Reachability } from "../../diagnosis/failure-case.ts";
import type { BridgeStatus } from "../../wire/bridge-status.ts";
import { bridgePath, healthPath, platformPrefix, probePath } from "../../wire/paths.ts";

/** What the reachability check uses of the browser. */
export interface ReachabilityDeps {
  /** Origin of the page. */
  origin: string;
  /** `navigator.onLine`. */
  isOnline: () => boolean;
  fetch: typeof fetch;
}

const timeoutMs = 5_000;
/** For how long the times of requests are compared, in milliseconds; a request that takes twice as long is given up. */
const compareMs = 1_000;
/** Most comparisons: on a busy machine every other time is that of the machine. */
const mostComparisons = 10;

/**
 * Finds out what a failed fetch does not say: whether the endpoint answers a plain GET, and whether it lets this page read the
 * answer. Never rejects; takes seven seconds at most.
 *
 * @param endpoint base URL of the calls
 */
export async function checkReachability(
  endpoint: string,
  { origin, isOnline, fetch }: ReachabilityDeps,
  signal?: AbortSignal,
): Promise<Reachability> {
  const { hostname, origin: asked } = new URL(endpoint);
  const sameOrigin = asked === origin;
  const get = (path: string, mode: RequestMode, from = endpoint) =>
    fetch(new URL(path, from), {
      mode,
      cache: "no-store",
      credentials: "omit",
      signal: anySignal(signal, AbortSignal.timeout(timeoutMs)),
    }).catch(() => undefined);
  const [read, blind, bridge, name] = await Promise.all([
    get(healthPath, "cors"),
    get(healthPath, "no-cors"),
    get(bridgePath, "cors"),
    // A browser tells no page why it made no connection; the companion may know the name.
    sameOrigin ? undefined : get(`${probePath}?host=${encodeURIComponent(hostname)}`, "same-origin", origin),
  ]);
  letGo(read);
  letGo(blind);
  const status = await bridgeStatus(bridge);
  const comparing = anySignal(signal, AbortSignal.timeout(2 * compareMs));
  const ask = (path: string) =>
    fetch(new URL(path, endpoint), { cache: "no-store", credentials: "omit", signal: comparing });
  const pathFails = read?.ok === true ? await comparePaths(ask) : undefined;
  const resolves = read || blind ? undefined : await nameStatus(name);
  return {
    online: isOnline(),
    sameOrigin,
    plainGet: read ? read.status : blind ? "opaque" : "failed",
    ...(pathFails && { pathFails }),
    ...(resolves !== undefined && { resolves }),
    ...(status && { bridge: status }),
  };
}

/**
 * How soon requests of the calls' path fail, beside one that is answered; undefined when they are answered, or nothing was
 * measured before the time was over.
 */
async function comparePaths(ask: (path: string) => Promise<Response>): Promise<Reachability["pathFails"]> {
  const endMs = performance.now() + compareMs;
  let best: Reachability["pathFails"];
  try {
    for (let i = 0; i < mostComparisons && (i === 0 || performance.now() < endMs); i++) {
      const startMs = performance.now();
      if (await isAnswered(ask(modelsPath))) return undefined;
      const betweenMs = performance.now();
      letGo(await ask(healthPath));
      best = {
        callMs: Math.min(betweenMs - startMs, best?.callMs ?? Infinity),
        plainMs: Math.min(performance.now() - betweenMs, best?.plainMs ?? Infinity),
      };
    }
  } catch {
    // The time is over: what was measured before is true.
  }
  return best;
}

/** Whether a request gets an answer. Rejects with the reason of the signal that ended it. */
function isAnswered(answer: Promise<Response>): Promise<boolean> {
  return answer.then(
    (it) => !letGo(it),
    (error: unknown) => {
      // As a request fails by itself.
      if (error instanceof TypeError) return false;
      throw error;
    },
  );
}

/** A call of the platform. Asked for by GET it is none, and never reaches the platform. */
const modelsPath = `${platformPrefix}tts.v2.TTS/GetModelsInfo`;

/** Whether the companion finds an address for the name; undefined where there is none, or it was not asked. */
async function nameStatus(answer: Response | undefined): Promise<boolean | undefined> {
  if (answer?.ok !== true) return void letGo(answer);
  const said = (await answer.json().catch(() => undefined)) as { resolves?: unknown } | null | undefined;
  return typeof said?.resolves === "boolean" ? said.resolves : undefined;
}

/** How full the bridge at an endpoint is; undefined where none answers. */
export async function requestBridgeStatus(
  endpoint: string,
  signal?: AbortSignal,
  fetch: ReachabilityDeps["fetch"] = globalThis.fetch,
): Promise<BridgeStatus | undefined> {
  const init: RequestInit = { cache: "no-store", credentials: "omit" };
  const limit = anySignal(signal, AbortSignal.timeout(timeoutMs));
  return bridgeStatus(await fetch(new URL(bridgePath, endpoint), { ...init, signal: limit }).catch(() => undefined));
}

async function bridgeStatus(answer: Response | undefined): Promise<BridgeStatus | undefined> {
  if (answer?.ok !== true) return void letGo(answer);
  try {
    const status = (await answer.json()) as Partial<BridgeStatus> | null;
    return typeof status?.connections === "number" ? (status as BridgeStatus) : undefined;
  } catch {
    // Another server answers at this URL.
    return undefined;
  }
}

/** Unread, an answer would hold its connection until the deadline. @returns false */
function letGo(answer: Response | undefined): false {
  answer?.body?.cancel().catch(() => undefined);
  return false;
}
