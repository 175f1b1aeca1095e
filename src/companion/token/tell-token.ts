import type { AuthEvent } from "../../wire/auth-event.ts";
import type { ProbeToken } from "../../wire/probe-report.ts";

type Outcome = Omit<AuthEvent, "id">;

/**
 * Prints one line when token requests begin to fail or go well again, and for a renewal that the platform's refusal caused.
 *
 * @param before the outcome before this one
 * @param from the token server
 */
export function tellToken(
  { success, kind, reason, said }: Outcome,
  { before, from, print }: { before: Outcome | undefined; from: string; print: (line: string) => void },
): void {
  const why = [said, reason ?? "no answer"].filter(Boolean).join(": ");
  if (!success) {
    if (before === undefined) print(`Warning: no token came yet from ${from}: ${why}`);
    else if (before.success) print(`Warning: the token was not renewed by ${from}: ${why}`);
  } else if (before?.success === false) print(`A token came from ${from}.`);
  else if (kind === "renewal" && reason !== undefined) print(`The token was renewed: ${reason}.`);
}

/** The same outcome as a step of the connection's check. */
export function probedToken(outcome: Outcome): ProbeToken {
  const { success, durationMs, reason, said, status, expiresInSeconds, clockAheadSeconds } = outcome;
  const { contentType, location, retryAfterSeconds } = outcome;
  return {
    ok: success,
    durationMs: durationMs ?? 0,
    ...(status !== undefined && { status }),
    ...(contentType !== undefined && { contentType }),
    ...(location !== undefined && { location }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(clockAheadSeconds !== undefined && { clockAheadSeconds }),
    ...(success && expiresInSeconds !== undefined && { expiresInSeconds }),
    ...(!success && reason !== undefined && { errorCode: reason, errorMessage: said ?? reason }),
  };
}
