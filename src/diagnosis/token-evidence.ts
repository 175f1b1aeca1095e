import { probeFailure } from "../wire/probe-failure.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { Clues } from "./clues.ts";
import { eventEvidence, probeEvidence } from "./quotes.ts";
import { grpcStatus } from "../wire/grpc-status.ts";
import type { Evidence } from "./evidence.ts";
import type { Facts } from "./rule.ts";

/** Whether the gateway had no token to add to the call; it does not report why. */
export function isInjectionFailure({ errorText }: Clues): boolean {
  return /Failed to inject credential/.test(errorText);
}

/** Keycloak's refusal of a client whose secret is right. */
export const serviceAccountWords = /Client not enabled to retrieve service account/;

/** Evidence from a failed token request of the probe; only where the call failed because it had no valid token. */
export function tokenProbe(clues: Clues, pattern: RegExp): Evidence | undefined {
  const token = clues.probe?.token;
  if (!token || token.ok || !lacksToken(clues)) return undefined;
  const isSuch = pattern.test(`${token.errorCode ?? ""}: ${token.errorMessage ?? ""}`);
  return isSuch ? probeEvidence("token", probeFailure(token)) : undefined;
}

/** Evidence from the last token event, when it is a matching failure. */
export function tokenEvent(clues: Clues, pattern: RegExp): Evidence | undefined {
  const last = clues.neighbours.findLast(({ event }) => event.startsWith("auth_"));
  if (!last || last.success !== false || !lacksToken(clues)) return undefined;
  return pattern.test(`${last.message} ${JSON.stringify(last.data ?? {})}`) ? eventEvidence(last) : undefined;
}

/** Who adds the token here, as the last line about a token tells; nothing where none does. */
export function tokenFacts({ neighbours }: Clues): Facts {
  const side = neighbours.findLast(({ event }) => event.startsWith("auth_"))?.data?.["side"];
  return side === "gateway" || side === "page" ? { token_by: side } : {};
}

/** Words for a token whose time is over, and for nothing else: Envoy's jwt_authn, Keycloak, PyJWT. */
export const tokenOverWords = /Jwt is expired|Token is not active|[Tt]oken (?:has |is )?expired|Signature has expired/;

/** The last token that came before the call, and how much of its life was left at the call by the same clock; undefined when no event says it. */
export function tokenBeforeCall({
  neighbours,
  events,
}: Clues): { evidence: Evidence; leftSeconds: number } | undefined {
  const calledMs = Date.parse(events[0]?.timestamp ?? "");
  const issued = neighbours.findLast(
    (line) =>
      line.event.startsWith("auth_") &&
      line.success &&
      lifetimeOf(line.data) !== undefined &&
      issuedAtMs(line) <= calledMs,
  );
  const lifetimeSeconds = lifetimeOf(issued?.data);
  if (!issued || lifetimeSeconds === undefined) return undefined;
  const quote = `a token for ${String(lifetimeSeconds)} s at ${new Date(issuedAtMs(issued)).toISOString()}`;
  const leftSeconds = lifetimeSeconds - (calledMs - issuedAtMs(issued)) / 1000;
  return { evidence: eventEvidence(issued, quote), leftSeconds };
}

function lifetimeOf(data: Record<string, unknown> | undefined): number | undefined {
  const seconds = data?.["expires_in"] ?? data?.["expires_in_seconds"];
  return typeof seconds === "number" ? seconds : undefined;
}

/** When a token was issued, in milliseconds since the epoch. Events about tokens of the gateway are logged later, with `at`. */
export function issuedAtMs({ timestamp, data }: LogEvent): number {
  const at = data?.["at"];
  return Date.parse(typeof at === "string" ? at : timestamp);
}

/** Whether there is no call, or it was rejected because of its token. */
function lacksToken({ events, code }: Clues): boolean {
  return events.length === 0 || code === grpcStatus.unauthenticated || code === grpcStatus.permissionDenied;
}
