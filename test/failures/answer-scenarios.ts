import { Code, ConnectError } from "@connectrpc/connect";
import { goingAwayWords } from "../../src/wire/going-away.ts";
import { servePlatform, serveSynthesis } from "./test-environment.ts";
import { pasteToken } from "./page/settings-steps.ts";
import { goToSynthesize, speaking, speakText } from "./page/synthesize-steps.ts";
import { told } from "./page/page-scenario.ts";
import { configured, plainLines, portOf, switchedTo, type FailureScenario } from "./failure-scenario.ts";
import { answerHttp1, answerHttp2, refusedPort, type Upstream } from "./upstreams.ts";

const page = speaking();

const refuse = (code: Code, words: string) => () =>
  serveSynthesis(async function* () {
    yield await Promise.reject(new ConnectError(words, code));
  });

/** A console whose token server is at a port. */
function withTokensFrom(open: () => Promise<Upstream | number>): FailureScenario["make"] {
  return async (environment, parts) => {
    const port = await portOf(await open(), parts);
    const client = `client_id = demo\nclient_secret = hunter2\nsso_url = http://127.0.0.1:${port}\nrealm = demo\n`;
    return { console: await configured(parts, plainLines(environment.platformPort) + client) };
  };
}

/** Failures by the response of the platform, its token server or a gateway in front of it. */
export const answerScenarios: FailureScenario[] = [
  {
    cause: "wrong-client-secret",
    title: "the token server refuses the secret",
    page,
    make: withTokensFrom(() => answerHttp1(401, "application/json", '{"error":"unauthorized_client"}')),
  },
  {
    cause: "unknown-realm",
    title: "the token server knows no such realm",
    page,
    make: withTokensFrom(() => answerHttp1(404, "application/json", '{"error":"Realm does not exist"}')),
  },
  {
    cause: "token-server-unreachable",
    title: "nobody listens at the token server",
    page,
    make: withTokensFrom(refusedPort),
  },
  {
    cause: "token-missing",
    title: "the platform wants a token, the call has none",
    page,
    make: switchedTo(({ guardedPort }) => Promise.resolve(guardedPort)),
  },
  {
    cause: "token-missing",
    title: "a gateway answers 401",
    page,
    make: switchedTo(() => answerHttp2(401, "text/plain", "no")),
  },
  {
    cause: "token-expired",
    title: "a token of an hour ago",
    page: told("pastes the token in Settings, has a text spoken", pasteToken, goToSynthesize, speakText),
    make: async (environment, parts) => ({
      ...(await switchedTo(({ guardedPort }) => Promise.resolve(guardedPort))(environment, parts)),
      token: environment.oldToken,
    }),
  },
  {
    cause: "right-missing",
    title: "PERMISSION_DENIED of the platform",
    page,
    make: switchedTo(refuse(Code.PermissionDenied, "no right for synthesis")),
  },
  {
    cause: "proxy-forbids",
    title: "a gateway answers 403",
    page,
    make: switchedTo(() => answerHttp2(403, "text/plain", "no")),
  },
  {
    cause: "quota",
    title: "RESOURCE_EXHAUSTED of the platform",
    page,
    make: switchedTo(refuse(Code.ResourceExhausted, "the volume of this hour is used up")),
  },
  {
    cause: "gateway-rate-limit",
    title: "a gateway answers 429",
    page,
    make: switchedTo(() => answerHttp2(429, "text/plain", "Too Many Requests")),
  },
  {
    cause: "gateway-error",
    title: "a gateway answers 502 with a page",
    page,
    make: switchedTo(() => answerHttp2(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>")),
  },
  {
    cause: "gateway-error",
    title: "a gateway answers 503 without a word",
    page,
    make: switchedTo(() => answerHttp2(503, "text/html", "")),
  },
  {
    cause: "service-fault",
    title: "INTERNAL of the platform",
    page,
    make: switchedTo(refuse(Code.Internal, "an inner service is down")),
  },
  {
    cause: "server-stopping",
    title: "a console that is being stopped",
    page,
    make: switchedTo(refuse(Code.Unavailable, goingAwayWords)),
  },
  {
    cause: "method-missing",
    title: "a platform without this method",
    page,
    make: switchedTo(() => servePlatform({})),
  },
  {
    cause: "wrong-address",
    title: "a web server answers 404",
    page,
    make: switchedTo(() => answerHttp2(404, "text/html", "<html><h1>Not found</h1></html>")),
  },
  {
    cause: "wrong-address",
    title: "a login page answers 200",
    page,
    make: switchedTo(() => answerHttp2(200, "text/html", "<!doctype html><form>Sign in</form>")),
  },
];
