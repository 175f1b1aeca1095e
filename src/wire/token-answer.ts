import { readTokenClaims } from "./token-claims.ts";

/** What a token server answered. Free text and addresses are as they came: not free of secrets. */
export interface TokenAnswer {
  /** Absent: none came, or it fits into no header. */
  token?: string;
  /** `expires_in` in seconds, also when it is text; 0 as it came. Absent: not stated, or no number. */
  expiresInSeconds?: number;
  /**
   * How long the token lives from now, in seconds. Absent: not stated, or stated as 0, by which some servers mean no end. It is a
   * duration, so a wrong clock on this machine does not change it.
   */
  lifeSeconds?: number;
  /** How far this machine's clock is ahead of the token server's, in seconds; behind is negative. Absent: nothing tells it. */
  clockAheadSeconds?: number;
  /** The server's `error`, if it is a word of RFC 6749: anything else may repeat what the server was sent. */
  errorWord?: string;
  /** What the server says in words: `error_description`, or the message of an `error` that is an object. */
  said?: string;
}

/** A clock is said to be off from here, in seconds: answers take some, and claims are whole seconds. */
export const clockToleranceSeconds = 30;

/** Longest text of a token server that is kept, in characters. */
export const maxSaidLength = 300;

/** The words for a refusal in RFC 6749, 4.1.2.1 and 5.2. */
const errorWords = new Set([
  ...["invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type"],
  ...["invalid_scope", "access_denied", "unsupported_response_type", "server_error", "temporarily_unavailable"],
]);

/**
 * Reads the JSON of a token server, whatever is in it.
 *
 * @param nowMs this machine's clock when the answer came, milliseconds since the epoch
 * @param date the `Date` header of the answer
 */
export function readTokenAnswer(body: Record<string, unknown>, nowMs: number, date?: string | null): TokenAnswer {
  const { access_token: token, expires_in: stated, error } = body;
  const said = firstText(body["error_description"], messageOf(error));
  const word = typeof error === "string" && errorWords.has(error) ? error : undefined;
  const told = { ...(word !== undefined && { errorWord: word }), ...(said !== undefined && { said }) };
  const expiresInSeconds = readSeconds(stated);
  const claims = typeof token === "string" ? readTokenClaims(token) : {};
  const life = [expiresInSeconds, lifeOf(claims), leftOf(claims, nowMs)].find((it) => it !== undefined && it > 0);
  const clockAhead = clockAheadSeconds(claims, expiresInSeconds, nowMs, date);
  return {
    ...(isHeaderToken(token) && { token }),
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    ...(life !== undefined && { lifeSeconds: life }),
    ...(clockAhead !== undefined && { clockAheadSeconds: clockAhead }),
    ...told,
  };
}

/** What may stand in a header after `Bearer `: printable ASCII without spaces. */
export function isHeaderToken(token: unknown): token is string {
  return typeof token === "string" && /^[\x21-\x7e]+$/.test(token);
}

function readSeconds(stated: unknown): number | undefined {
  const seconds = typeof stated === "string" && /^\s*\d+(\.\d+)?\s*$/.test(stated) ? Number(stated) : stated;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

type Claims = ReturnType<typeof readTokenClaims>;

function lifeOf({ issuedAtSeconds, endsAtSeconds }: Claims): number | undefined {
  return issuedAtSeconds === undefined || endsAtSeconds === undefined ? undefined : endsAtSeconds - issuedAtSeconds;
}

function leftOf({ endsAtSeconds }: Claims, nowMs: number): number | undefined {
  return endsAtSeconds === undefined ? undefined : Math.round(endsAtSeconds - nowMs / 1000);
}

function clockAheadSeconds(
  claims: Claims,
  expiresInSeconds: number | undefined,
  nowMs: number,
  date: string | null | undefined,
): number | undefined {
  const dateMs = Date.parse(date ?? "");
  const { issuedAtSeconds, endsAtSeconds } = claims;
  const isTimed = endsAtSeconds !== undefined && expiresInSeconds !== undefined && expiresInSeconds > 0;
  const issued = issuedAtSeconds ?? (isTimed ? endsAtSeconds - expiresInSeconds : undefined);
  const serverMs = Number.isNaN(dateMs) ? issued !== undefined && issued * 1000 : dateMs;
  return serverMs === false ? undefined : Math.round((nowMs - serverMs) / 1000);
}

function messageOf(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return undefined;
  const { message, status, description } = error as Record<string, unknown>;
  return firstText(message, description, status);
}

function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === "string" && value.trim() !== "");
}
