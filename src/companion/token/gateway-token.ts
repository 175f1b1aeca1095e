import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { AuthEvent } from "../../wire/auth-event.ts";
import { clockToleranceSeconds, readTokenAnswer, type TokenAnswer } from "../../wire/token-answer.ts";
import { explain } from "../probe/probe-step.ts";
import { requestToken, type TokenResponse } from "./request-token.ts";

/** Holds the token that Envoy puts on every call. Must be closed. */
export interface GatewayToken {
  /**
   * The platform refused a call that began at this time (milliseconds since the epoch): it may have forgotten the token, in a
   * restart for example. Requests another one, not more often than every ten seconds; as long as refusals go on the pauses
   * double, up to five minutes, because they mean something else then.
   */
  refused(callStartedMs: number): void;
  /** Requests a token now, with a secret that has changed. */
  renew(): void;
  close(): void;
}

/** Parameters of a gateway token. */
export interface GatewayTokenOptions {
  /** The configuration with the secret of this moment. */
  config: () => PlatformConfig;
  /** Hands a token over. What it throws counts as a failed request. */
  onToken: (token: string) => void;
  onOutcome: (outcome: Omit<AuthEvent, "id">) => void;
  nowMs?: () => number;
  /** Default: over the network. */
  request?: typeof requestToken;
}

const requestTimeoutMs = 5_000;
/** Pause after a failed request, doubled with each further one up to the longest. */
const retryMs = 1_000;
const longestRetryMs = 10_000;
/** Longest pause that a token server may ask for (`Retry-After`). */
const longestAskedPauseMs = 60_000;
/** A token is renewed when less than this is left, or a quarter of its life if that is less. */
const marginMs = 30_000;
/** Lifetime of a token that comes without one. */
const unstatedLifeMs = 300_000;
const longestLifeMs = 24 * 3600 * 1000;
/** Shortest pause between two renewals because of refusals; it doubles up to the longest. */
const refusalPauseMs = 10_000;
const longestRefusalPauseMs = 300_000;
/** After this long without such a renewal the pauses are short again. */
const forgiveMs = 600_000;
/** A call that began this soon after a token came may still have gone with the one before it. */
const takeoverMs = 1_000;

/** Requests the first token at once and renews it before it ends, until it is closed. A failed request is repeated. */
export function openGatewayToken(options: GatewayTokenOptions): GatewayToken {
  const { config, onToken, onOutcome, nowMs = Date.now, request = requestToken } = options;
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let isAsking = false;
  let isAskedAgain = false;
  let tokenSinceMs: number | undefined;
  let refusal = { atMs: -Infinity, pauseMs: refusalPauseMs };
  let isRefused = false;
  let askedPauseMs = 0;

  /** One request at a time, and the timer of the next. */
  async function askNow(): Promise<void> {
    isAskedAgain = isAsking;
    if (isAsking || end.signal.aborted) return;
    clearTimeout(timer);
    isAsking = true;
    const lifeMs = await ask();
    isAsking = false;
    failures = lifeMs === undefined ? failures + 1 : 0;
    const pauseMs =
      lifeMs === undefined
        ? Math.max(askedPauseMs, Math.min(longestRetryMs, retryMs * 2 ** (failures - 1)))
        : Math.max(retryMs, lifeMs - Math.min(marginMs, lifeMs / 4));
    if (isAskedAgain) await askNow();
    else if (!end.signal.aborted) timer = setTimeout(() => void askNow(), pauseMs);
  }

  /** One request; the lifetime of the token in milliseconds, undefined without one. */
  async function ask(): Promise<number | undefined> {
    const inUse = config();
    askedPauseMs = 0;
    const startedMs = nowMs();
    const limit = AbortSignal.any([end.signal, AbortSignal.timeout(requestTimeoutMs)]);
    const answer = await request(inUse, limit).catch((error: unknown) => explain(error, limit));
    if (end.signal.aborted) return undefined;
    const timing = { at: new Date(startedMs).toISOString(), durationMs: nowMs() - startedMs };
    if (!("status" in answer)) {
      onOutcome({ kind: "refusal", success: false, ...timing, reason: answer.errorCode });
      return undefined;
    }
    const { status } = answer;
    const read = readTokenAnswer(answer.body, nowMs(), answer.date);
    if (status !== 200 || read.token === undefined) {
      askedPauseMs = Math.min(longestAskedPauseMs, (answer.retryAfterSeconds ?? 0) * 1000);
      onOutcome({ kind: "refusal", success: false, ...timing, status, ...refusalOf(answer, read) });
      return undefined;
    }
    const { token, lifeSeconds, expiresInSeconds = lifeSeconds, clockAheadSeconds = 0 } = read;
    try {
      onToken(token);
    } catch (error) {
      onOutcome({
        kind: "refusal",
        success: false,
        ...timing,
        status,
        reason: explain(error).errorCode,
      });
      return undefined;
    }
    onOutcome({
      kind: tokenSinceMs === undefined ? "request" : "renewal",
      success: true,
      ...timing,
      status,
      ...(expiresInSeconds !== undefined && { expiresInSeconds }),
      ...(Math.abs(clockAheadSeconds) >= clockToleranceSeconds && { clockAheadSeconds }),
      ...(isRefused && { reason: "the platform refused the one before" }),
    });
    tokenSinceMs = nowMs();
    isRefused = false;
    return lifeSeconds === undefined ? unstatedLifeMs : Math.min(lifeSeconds * 1000, longestLifeMs);
  }

  void askNow();
  return {
    refused(callStartedMs) {
      const quietMs = nowMs() - refusal.atMs;
      if (tokenSinceMs === undefined || callStartedMs < tokenSinceMs + takeoverMs || quietMs < refusal.pauseMs) return;
      const pauseMs = quietMs < forgiveMs ? Math.min(2 * refusal.pauseMs, longestRefusalPauseMs) : refusalPauseMs;
      refusal = { atMs: nowMs(), pauseMs };
      isRefused = true;
      void askNow();
    },
    renew: () => void askNow(),
    close() {
      end.abort();
      clearTimeout(timer);
    },
  };
}

function refusalOf(
  { status, contentType, location, retryAfterSeconds }: TokenResponse,
  { errorWord, said }: TokenAnswer,
): Partial<AuthEvent> {
  return {
    reason: errorWord ?? (status === 200 ? "no-token" : `HTTP ${String(status)}`),
    ...(said !== undefined && { said }),
    ...(contentType !== undefined && { contentType }),
    ...(location !== undefined && { location }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}
