import { tokenEndpointOf } from "../../platform-config/parse-config-ini.ts";

/** A client of the token server; the secret must not be kept anywhere but in memory. */
export interface TokenClient {
  /** Root of the token server, with or without a slash at its end. */
  ssoUrl: string;
  realm: string;
  clientId: string;
  clientSecret: string;
}

/** What became of one request for a token. */
export type TokenAnswer =
  | { token: string; status: number; expiresInSeconds?: number }
  /** No token came. `reason`: the server's own word for it, `unreachable`, or `no-token` for an answer of something else. */
  | { token?: undefined; status?: number; reason: string };

/** A token server answers from memory; a person is waiting. */
const patienceMs = 15_000;
/** Names of errors are words (RFC 6749, 5.2); whatever else a server says there may hold what it was sent. */
const maxReasonLength = 200;

/** Asks for a token with client credentials. Never rejects; the secret is in no reason, even if the server says it back. */
export async function requestToken(client: TokenClient, fetch: typeof globalThis.fetch): Promise<TokenAnswer> {
  const { clientId, clientSecret } = client;
  let answer: Response;
  try {
    answer = await fetch(tokenEndpointOf(client), {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }),
      credentials: "omit",
      cache: "no-store",
      // A secret is for the server that was named, not for one that it points to.
      redirect: "error",
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch {
    // The browser does not say whether it was the network, CORS or the page's own policy.
    return { reason: "unreachable" };
  }
  const { status } = answer;
  const body = await readObject(answer);
  const token = body["access_token"];
  if (answer.ok && typeof token === "string" && token !== "") {
    const seconds = body["expires_in"];
    return { token, status, ...(typeof seconds === "number" && { expiresInSeconds: seconds }) };
  }
  const said = typeof body["error"] === "string" ? body["error"] : answer.ok ? "no-token" : `HTTP ${String(status)}`;
  return { status, reason: said.replaceAll(clientSecret, "…").slice(0, maxReasonLength) };
}

async function readObject(answer: Response): Promise<Record<string, unknown>> {
  try {
    const value: unknown = await answer.json();
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // A page of HTML, for example: the status is then all there is to say.
    return {};
  }
}
