import type { Evidence } from "./evidence.ts";
import { eventEvidence } from "./quotes.ts";
import type { Signs } from "./signs.ts";
import { issuedAtMs } from "./token-evidence.ts";

/** Evidence that a light call, made the same way after the failure, went well. */
export function lightCallWentWell({ lightCall }: Pick<Signs, "lightCall">): Evidence | undefined {
  return lightCall?.event === "request_success" ? eventEvidence(lightCall) : undefined;
}

/** Evidence that it did so with the token of the failed call: page and gateway got no other one since. */
export function sameTokenWentWell(signs: Pick<Signs, "lightCall" | "events" | "neighbours">): Evidence | undefined {
  const { events, neighbours } = signs;
  const calledMs = Date.parse(events[0]?.timestamp ?? "");
  const isRenewed = neighbours.some((line) => line.event.startsWith("auth_") && issuedAtMs(line) >= calledMs);
  return isRenewed ? undefined : lightCallWentWell(signs);
}

/** Evidence that it failed with the same status as the call. */
export function lightCallFailedSo({ lightCall, code }: Pick<Signs, "lightCall" | "code">): Evidence | undefined {
  return code !== undefined && lightCall?.error?.grpc_code === code ? eventEvidence(lightCall) : undefined;
}
