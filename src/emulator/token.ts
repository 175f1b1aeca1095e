import { randomUuid } from "../basics/uuid.ts";

/** Lifetime of a token, in seconds, as set by the platform's identity provider. */
export const tokenLifetimeS = 300;

/** The client of the embedded platform. The secret is public: it protects nothing. */
export const demoClient = { id: "demo-client", secret: "demo-secret" } as const;

/** Response of the token endpoint: HTTP status and JSON body. */
export interface TokenAnswer {
  status: 200 | 400 | 401;
  body: Record<string, string | number>;
}

/** Issues tokens and verifies them. */
export interface TokenIssuer {
  /**
   * Handles one token request.
   *
   * @param form the urlencoded fields; fields beside `grant_type`, `client_id` and `client_secret` may be there or empty
   */
  answer(realm: string, form: URLSearchParams): Promise<TokenAnswer>;
  /** The client of a token; undefined for a token that is foreign, changed or expired. */
  verify(token: string): Promise<string | undefined>;
}

/** Creates an issuer with a key of its own: its tokens are invalid after a restart. */
export async function createTokenIssuer(nowMs: () => number = Date.now): Promise<TokenIssuer> {
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  const nowS = () => Math.floor(nowMs() / 1000);

  async function issue(realm: string, clientId: string): Promise<string> {
    const claims = {
      iss: `audiokit-embedded/realms/${realm}`,
      azp: clientId,
      client_id: clientId,
      iat: nowS(),
      exp: nowS() + tokenLifetimeS,
      jti: randomUuid(),
    };
    const signed = `${encodePart({ alg: "HS256", typ: "JWT" })}.${encodePart(claims)}`;
    const signature = await crypto.subtle.sign("HMAC", key, utf8(signed));
    return `${signed}.${toBase64Url(new Uint8Array(signature))}`;
  }

  return {
    async answer(realm, form) {
      const grant = form.get("grant_type");
      if (grant === null) return refusal(400, "invalid_request", "Missing form parameter: grant_type");
      if (grant !== "client_credentials") return refusal(400, "unsupported_grant_type", "Unsupported grant_type");
      const clientId = form.get("client_id");
      if (clientId !== demoClient.id || form.get("client_secret") !== demoClient.secret) {
        return refusal(401, "unauthorized_client", "Invalid client or Invalid client credentials");
      }
      return {
        status: 200,
        body: {
          access_token: await issue(realm, clientId),
          expires_in: tokenLifetimeS,
          refresh_expires_in: 0,
          token_type: "Bearer",
          "not-before-policy": 0,
          scope: form.get("scope") ?? "",
        },
      };
    },

    async verify(token) {
      const [head, claims, signature, ...rest] = token.split(".");
      if (head === undefined || claims === undefined || signature === undefined || rest.length > 0) return undefined;
      const bytes = fromBase64Url(signature);
      if (bytes === undefined) return undefined;
      if (!(await crypto.subtle.verify("HMAC", key, bytes, utf8(`${head}.${claims}`)))) return undefined;
      // The signature is ours, so the claims are what `issue` wrote.
      const { azp, exp } = JSON.parse(atob(fromUrlAlphabet(claims))) as { azp: string; exp: number };
      return nowS() < exp ? azp : undefined;
    },
  };
}

function refusal(status: 400 | 401, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } };
}

function encodePart(part: object): string {
  return toBase64Url(utf8(JSON.stringify(part)));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function fromUrlAlphabet(text: string): string {
  return text.replaceAll("-", "+").replaceAll("_", "/");
}

/** Decodes base64url; undefined when it is malformed. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(fromUrlAlphabet(text)), (letter) => letter.charCodeAt(0));
  } catch {
    // atob throws on characters outside the alphabet.
    return undefined;
  }
}
