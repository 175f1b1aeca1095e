import type { TokenState } from "../../audiokit/token/token-source.ts";

/** The words of which the state of a token is told. */
export interface TokenDictionary {
  none: string;
  asking: string;
  /** The argument is "4:12". */
  validFor: (left: string) => string;
  unknownEnd: string;
  over: (ago: string) => string;
  pasted: (ago: string) => string;
  fetched: (ago: string) => string;
  renewed: (ago: string) => string;
  ago: { seconds: (count: number) => string; minutes: (count: number) => string; hours: (count: number) => string };
  valid: string;
  refused: (reason: string) => string;
  reasons: Record<string, string>;
}

/** The state of a token for a person. */
export interface TokenText {
  tone: "good" | "over" | "none";
  now: string;
  /** Where it came from and when; empty without a token. */
  since: string;
  /** Why none came, last time; empty when one did. */
  refusal: string;
  /** The same without what counts, for a screen reader. */
  spoken: string;
}

/** Tells the state of a token at a moment, in milliseconds since the epoch. */
export function tokenText({ held, isAsking, refusal }: TokenState, nowMs: number, words: TokenDictionary): TokenText {
  const why = refusal && words.refused(reasonOf(refusal, words));
  const common = { since: "", refusal: why ?? "" };
  if (isAsking) return { ...common, tone: "none", now: words.asking, spoken: words.asking };
  if (!held) return { ...common, tone: "none", now: words.none, spoken: words.none };
  const { from, sinceMs, expiresAtMs, isRenewed } = held;
  const came = isRenewed ? words.renewed : words[from];
  const since = came(agoOf(nowMs - sinceMs, words));
  if (expiresAtMs === undefined) {
    return { ...common, tone: "good", now: words.unknownEnd, since, spoken: words.unknownEnd };
  }
  const leftMs = expiresAtMs - nowMs;
  if (leftMs > 0) return { ...common, tone: "good", now: words.validFor(clock(leftMs)), since, spoken: words.valid };
  const over = words.over(agoOf(-leftMs, words));
  return { ...common, tone: "over", now: over, since, spoken: words.over("") };
}

function reasonOf({ reason, status, said }: NonNullable<TokenState["refusal"]>, words: TokenDictionary): string {
  const known = words.reasons[keyOf(reason, said)];
  const code = status === undefined || reason.startsWith("HTTP ") ? "" : ` (HTTP ${String(status)})`;
  const told = known === undefined ? `${reason}${code}` : `${known} – ${reason}${code}`;
  return said === undefined ? told : `${told}: ${said}`;
}

/** Keycloak has one code for a wrong secret, a client that is switched off and one that may not get tokens for itself. */
function keyOf(reason: string, said: string | undefined): string {
  if (reason !== "unauthorized_client" || said === undefined || /invalid client/i.test(said)) return reason;
  return /not enabled to retrieve service account/i.test(said) ? "service-account-off" : "";
}

function agoOf(passedMs: number, { ago }: TokenDictionary): string {
  const seconds = Math.max(0, Math.round(passedMs / 1000));
  if (seconds < 60) return ago.seconds(seconds);
  return seconds < 3600 ? ago.minutes(Math.floor(seconds / 60)) : ago.hours(Math.floor(seconds / 3600));
}

/** "4:12", "1:04:12". */
function clock(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  const two = (count: number) => String(count).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours === 0 ? `${String(minutes)}:${two(rest)}` : `${String(hours)}:${two(minutes)}:${two(rest)}`;
}
