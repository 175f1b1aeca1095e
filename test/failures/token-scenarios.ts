import http from "node:http";
import { configured, plainLines, portOf, type FailureScenario } from "./failure-scenario.ts";
import { speaking } from "./page/synthesize-steps.ts";
import { serveCalls } from "./proxy-answers.ts";
import { listen, type Upstream } from "./upstreams.ts";

const page = speaking();

interface TokenAnswer {
  status: number;
  body: string;
  headers?: http.OutgoingHttpHeaders;
}

const hourMs = 3_600_000;

/** A platform that refuses every token in the words of Envoy's jwt_authn. */
const refuseAsExpired = () =>
  serveCalls((stream) => {
    const status = { "grpc-status": "16", "grpc-message": "Jwt is expired" };
    stream.respond({ ":status": 200, "content-type": "application/grpc", ...status }, { endStream: true });
  });

/**
 * A console before the platform, and a token server with one answer to everything.
 *
 * @param platform default: one that refuses calls without a valid token
 */
function withTokens(
  answer: TokenAnswer | ((oldToken: string) => TokenAnswer),
  platform?: () => Promise<Upstream>,
): FailureScenario["make"] {
  return async ({ guardedPort, oldToken }, parts) => {
    const { status, body, headers } = typeof answer === "function" ? answer(oldToken) : answer;
    const type = { "content-type": body.startsWith("{") ? "application/json" : "text/html" };
    const server = http.createServer((_, response) => response.writeHead(status, { ...type, ...headers }).end(body));
    const port = await portOf(await listen(server), parts);
    const client = `client_id = demo\nclient_secret = hunter2\nsso_url = http://127.0.0.1:${port}\nrealm = demo\n`;
    const platformPort = platform ? await portOf(await platform(), parts) : guardedPort;
    return { console: await configured(parts, plainLines(platformPort) + client) };
  };
}

/** Failures by the answer of the token server. */
export const tokenScenarios: FailureScenario[] = [
  {
    cause: "token-answer-foreign",
    title: "the token server answers with a page",
    page,
    make: withTokens({ status: 200, body: "<!doctype html><title>Sign in</title>" }),
  },
  {
    cause: "token-https-required",
    title: "the realm takes requests over https only",
    page,
    make: withTokens({ status: 403, body: '{"error":"invalid_request","error_description":"HTTPS required"}' }),
  },
  {
    cause: "token-rate-limited",
    title: "the token server limits requests",
    page,
    make: withTokens({ status: 429, body: "<h1>Too Many Requests</h1>", headers: { "retry-after": "60" } }),
  },
  {
    cause: "token-redirect",
    title: "the token server redirects to https",
    page,
    make: withTokens({ status: 301, body: "", headers: { location: "https://sso.example/realms/demo" } }),
  },
  {
    cause: "token-zero-lifetime",
    title: "the token server gives tokens that are over",
    page,
    make: withTokens((oldToken) => ({
      status: 200,
      body: JSON.stringify({ access_token: oldToken, token_type: "Bearer", expires_in: 0 }),
    })),
  },
  {
    cause: "clocks-apart",
    title: "the token server's clock is an hour behind",
    page,
    make: withTokens(
      (oldToken) => ({
        status: 200,
        body: JSON.stringify({ access_token: oldToken, token_type: "Bearer", expires_in: 300 }),
        headers: { date: new Date(Date.now() - hourMs).toUTCString() },
      }),
      refuseAsExpired,
    ),
  },
  {
    cause: "service-account-off",
    title: "the client has no service account",
    page,
    make: withTokens({
      status: 401,
      body: '{"error":"unauthorized_client","error_description":"Client not enabled to retrieve service account"}',
    }),
  },
  {
    cause: "gateway-refused",
    title: "the token server refuses a scope, for which there is no rule",
    page,
    make: withTokens({ status: 400, body: '{"error":"invalid_scope","error_description":"Invalid scopes: speech"}' }),
  },
];
