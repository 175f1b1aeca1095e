import { tokenEndpointOf } from "../../platform-config/token-endpoint.ts";
import { readTokenAnswer, type TokenAnswer } from "../../wire/token-answer.ts";

/** A client of the token server; the secret must not be kept anywhere but in memory. */
export interface TokenClient {
  /** Root of the token server, with or without a slash at its end. */
  ssoUrl: string;
  realm: string;
  clientId: string;
  clientSecret: string;
}

/** The result of one token request. */
export type TokenResult =
  | (TokenAnswer & { token: string; status: number })
  /**
   * No token came. `reason`: the server's own word for it, `HTTP <status>`, `redirect`, `unreachable`, or `no-token` for a response
   * without one. `said`: its words, as they came: not free of secrets.
   */
  | { token?: undefined; status?: number; reason: string; said?: string; contentType?: string };

/** Deadline of a token request, in milliseconds: the server answers from memory, and a person is waiting. */
const tokenTimeoutMs = 15_000;

/**
 * Requests a token with client credentials. Never rejects; the secret is in no reason, even if the server repeats it.
 *
 * @param epochMs this computer's clock
 */
export async function requestToken(
  client: TokenClient,
  fetch: typeof globalThis.fetch,
  epochMs: () => number,
): Promise<TokenResult> {
  const { clientId, clientSecret } = client;
  let response: Response;
  try {
    response = await fetch(tokenEndpointOf(client), {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }),
      credentials: "omit",
      cache: "no-store",
      // A secret is for the server that was named, not for one that it points to.
      redirect: "manual",
      signal: AbortSignal.timeout(tokenTimeoutMs),
    });
  } catch {
    // The browser does not say whether it was the network, CORS or the page's own policy.
    return { reason: "unreachable" };
  }
  // The browser shows neither its status nor where it points to.
  if (response.type === "opaqueredirect") return { reason: "redirect" };
  const { status } = response;
  const { token, ...answer } = readTokenAnswer(await readObject(response), epochMs(), response.headers.get("date"));
  if (response.ok && token !== undefined) return { ...answer, token, status };
  const contentType = response.headers.get("content-type");
  return {
    status,
    reason: answer.errorWord ?? (response.ok ? "no-token" : `HTTP ${String(status)}`),
    ...(answer.said !== undefined && { said: answer.said }),
    ...(contentType !== null && { contentType }),
  };
}

async function readObject(response: Response): Promise<Record<string, unknown>> {
  try {
    const value: unknown = await response.json();
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // A page of HTML, for example: the status is then all there is to say.
    return {};
  }
}
