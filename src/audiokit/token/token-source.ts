import { createLiveSecrets, type LiveSecrets } from "../../basics/live-secrets.ts";
import type { TokenOutcome } from "../../wire/auth-event.ts";
import { tokenEndpointOf } from "../../platform-config/token-endpoint.ts";
import { requestToken, type TokenClient } from "./request-token.ts";
import { clockToleranceSeconds, maxSaidLength } from "../../wire/token-answer.ts";
import { readTokenClaims } from "../../wire/token-claims.ts";

/** What the page shows of the token. Times are in milliseconds since the epoch. */
export interface TokenState {
  held?: {
    from: "pasted" | "fetched";
    sinceMs: number;
    /** Undefined: not stated. */
    expiresAtMs: number | undefined;
    /** Whether it took the place of another one. */
    isRenewed: boolean;
  };
  isAsking: boolean;
  /** The last request for a token, when it failed; gone with the next token. */
  refusal?: { atMs: number; reason: string; status?: number; said?: string };
}

/** Holds the one token of a page, in memory only. */
export interface TokenSource {
  readonly state: TokenState;
  /** Called after every change; returns an end to it. */
  subscribe(listener: (state: TokenState) => void): () => void;
  paste(token: string): void;
  /** Requests a token, and holds the client in memory to renew it. Resolves with whether one came; never rejects. */
  signIn(client: TokenClient): Promise<boolean>;
  /** Drops token and client. */
  forget(): void;
  /** For a call that is about to be sent: renewed first when it would end soon. Undefined when there is none. */
  token(): Promise<string | undefined>;
  /** A call with this token was refused: resolves with whether another token is there now. */
  renew(refused: string): Promise<boolean>;
}

export interface TokenSourceOptions {
  /** Default: the browser's. */
  fetch?: typeof globalThis.fetch;
  clock?: { epochMs(): number; monotonicMs(): number };
  onEvent?: (event: TokenOutcome) => void;
  /**
   * Learns every token and client secret; one that is dropped here stays known, a late response may hold it. Default: known to this
   * source alone.
   */
  secrets?: LiveSecrets;
}

/** A token is renewed when less than this is left, or a quarter of its life if that is less. */
const marginMs = 30_000;
/** After a failed request no call requests again for this long, in milliseconds; a person may. */
const restMs = 10_000;
/** A platform that refuses a token which was renewed for its refusal means something else than its age. */
const pointlessMs = 30_000;

const systemClock = { epochMs: () => Date.now(), monotonicMs: () => performance.now() };

/** Makes an empty source. Nothing is sent before `signIn`. */
export function createTokenSource(options: TokenSourceOptions = {}): TokenSource {
  const { clock = systemClock, onEvent = () => undefined, secrets = createLiveSecrets() } = options;
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  const listeners = new Set<(state: TokenState) => void>();
  let token: string | undefined;
  let client: TokenClient | undefined;
  let asking: Promise<boolean> | undefined;
  let isForRefusal = false;
  let toldExpiry = false;
  let state: TokenState = { isAsking: false };

  function change(next: TokenState): void {
    state = next;
    for (const listener of listeners) listener(state);
  }

  function hold(fresh: string, from: "pasted" | "fetched", expiresAtMs: number | undefined): void {
    const isRenewed = from === "fetched" && token !== undefined;
    token = fresh;
    secrets.learn("token", fresh);
    toldExpiry = false;
    change({ held: { from, sinceMs: clock.epochMs(), expiresAtMs, isRenewed }, isAsking: false });
  }

  /** One request at a time; further callers wait for it. */
  function renew(forRefusal: boolean): Promise<boolean> {
    asking ??= request(client!, forRefusal).finally(() => (asking = undefined));
    return asking;
  }

  async function request(requester: TokenClient, forRefusal: boolean): Promise<boolean> {
    const hadToken = token !== undefined;
    change({ ...state, isAsking: true });
    const beganMs = clock.monotonicMs();
    const result = await requestToken(requester, fetch, clock.epochMs);
    const durationMs = Math.round(clock.monotonicMs() - beganMs);
    const { status } = result;
    const details = { endpoint: tokenEndpointOf(requester), durationMs, ...(status !== undefined && { status }) };
    if (result.token === undefined) {
      const { reason, contentType } = result;
      const said = result.said === undefined ? {} : { said: secrets.scrub(result.said).slice(0, maxSaidLength) };
      const seen = { ...said, ...(contentType !== undefined && { contentType }) };
      onEvent({ kind: "refusal", success: false, ...details, reason, ...seen });
      if (client !== requester) return false;
      change({
        ...state,
        isAsking: false,
        refusal: { atMs: clock.epochMs(), reason, ...(status !== undefined && { status }), ...said },
      });
      return false;
    }
    const { expiresInSeconds = result.lifeSeconds, clockAheadSeconds = 0 } = result;
    const expiresAtMs = result.lifeSeconds === undefined ? undefined : clock.epochMs() + result.lifeSeconds * 1000;
    onEvent({
      kind: hadToken ? "renewal" : "request",
      success: true,
      ...details,
      ...(expiresInSeconds !== undefined && { expiresInSeconds }),
      ...(Math.abs(clockAheadSeconds) >= clockToleranceSeconds && { clockAheadSeconds }),
    });
    // Signed out, or another client, while the response was on its way: it is discarded.
    if (client !== requester) return false;
    hold(result.token, "fetched", expiresAtMs);
    isForRefusal = forRefusal;
    return true;
  }

  function secondsLeft(expiresAtMs: number | undefined): Pick<TokenOutcome, "expiresInSeconds"> {
    return expiresAtMs === undefined ? {} : { expiresInSeconds: Math.round((expiresAtMs - clock.epochMs()) / 1000) };
  }

  function endsSoon(): boolean {
    const { held } = state;
    if (held?.expiresAtMs === undefined) return held === undefined;
    const margin = Math.min(marginMs, (held.expiresAtMs - held.sinceMs) / 4);
    return held.expiresAtMs - clock.epochMs() < margin;
  }

  const isOver = () => (state.held?.expiresAtMs ?? Infinity) <= clock.epochMs();
  const isResting = () => state.refusal !== undefined && clock.epochMs() - state.refusal.atMs < restMs;

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    paste(pasted) {
      client = undefined;
      const endsAtSeconds = readTokenClaims(pasted).endsAtSeconds;
      const expiresAtMs = endsAtSeconds === undefined ? undefined : endsAtSeconds * 1000;
      hold(pasted, "pasted", expiresAtMs);
      onEvent({ kind: "pasted", success: true, ...secondsLeft(expiresAtMs) });
    },
    signIn(given) {
      client = given;
      secrets.learn("client secret", given.clientSecret);
      asking = undefined;
      token = undefined;
      isForRefusal = false;
      change({ isAsking: false });
      return renew(false);
    },
    forget() {
      const hadSome = token !== undefined || client !== undefined;
      client = undefined;
      token = undefined;
      change({ isAsking: false });
      if (hadSome) onEvent({ kind: "forgotten", success: true });
    },
    async token() {
      if (client !== undefined && endsSoon() && !isResting()) await renew(false);
      if (client === undefined && isOver() && !toldExpiry) {
        toldExpiry = true;
        onEvent({ kind: "expired", success: false, reason: "expired", ...secondsLeft(state.held?.expiresAtMs) });
      }
      return token;
    },
    async renew(refused) {
      if (token !== refused) return token !== undefined;
      const isPointless = isForRefusal && clock.epochMs() - (state.held?.sinceMs ?? 0) < pointlessMs;
      if (client === undefined || isPointless || isResting()) return false;
      return renew(true);
    },
  };
}
