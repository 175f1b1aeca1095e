import { probeFailure } from "../wire/probe-failure.ts";
import { eventEvidence, grpc, probeEvidence, type Clues } from "./clues.ts";
import type { Evidence } from "./evidence.ts";

/** The gateway has no token to add to the call; it does not say why. */
export function isInjectionFailure({ said }: Clues): boolean {
  return /Failed to inject credential/.test(said);
}

/** The probe asked for a token and failed in such a way; counts where the call failed for want of a token. */
export function tokenProbe(clues: Clues, pattern: RegExp): Evidence | undefined {
  const token = clues.probe?.token;
  if (!token || token.ok || !lacksToken(clues)) return undefined;
  const isSuch = pattern.test(`${token.errorCode ?? ""}: ${token.errorMessage ?? ""}`);
  return isSuch ? probeEvidence("token", probeFailure(token)) : undefined;
}

/** The last thing that happened about a token, when it failed in such a way. */
export function tokenEvent(clues: Clues, pattern: RegExp): Evidence | undefined {
  const last = clues.neighbours.findLast(({ event }) => event.startsWith("auth_"));
  if (!last || last.success !== false || !lacksToken(clues)) return undefined;
  return pattern.test(`${last.message} ${JSON.stringify(last.data ?? {})}`) ? eventEvidence(last) : undefined;
}

/** No call is asked about, or one that was refused for its token. */
function lacksToken({ events, code }: Clues): boolean {
  return events.length === 0 || code === grpc.unauthenticated || code === grpc.permissionDenied;
}
