import { openCallProxy, type FrontAnswer } from "./front-proxy.ts";
import { startPlain } from "./start-console.ts";
import { beforePlatform, portOf, switchedTo, type FailureScenario, type ProvokedFailure } from "./failure-scenario.ts";
import { allowSeconds, choosesEndpoint, pasteToken } from "./page/settings-steps.ts";
import { awaitSound, goToSynthesize, openSynthesize, speaking, speakText } from "./page/synthesize-steps.ts";
import { goOffline, itHappens, told, type Step } from "./page/page-scenario.ts";
import { nginxAnswer, serveCalls, type ProxyAnswer } from "./proxy-answers.ts";
import { serveSynthesis, type TestEnvironment } from "./test-environment.ts";

const page = speaking();

/** A proxy before the page's gateway, behind which all is well. */
function behindFront(answer: FrontAnswer, rest: Partial<ProvokedFailure> = {}): FailureScenario["make"] {
  return async (environment, parts) => {
    const { console } = await beforePlatform()(environment, parts);
    return { ...(await inFront(console.url, answer, parts)), ...rest };
  };
}

async function inFront(url: string, answer: FrontAnswer, parts: AsyncDisposableStack) {
  const port = await portOf(await openCallProxy(url, answer), parts);
  return { console: { url: `http://127.0.0.1:${port}` } };
}

const answering =
  ({ status, headers, body }: ProxyAnswer): FrontAnswer =>
  (_, response) =>
    response.writeHead(status, headers as Record<string, string>).end(body);

/** A platform that falls silent after its first audio. */
const fallSilent = () =>
  serveSynthesis(async function* (_, { signal }) {
    yield { audio: new Uint8Array(1000) };
    await new Promise((done) => signal.addEventListener("abort", done));
  });

/** A proxy that ends streams when it is told to, as one does whose time limit for silence is over, or as a lost network does. */
async function cutting(environment: TestEnvironment, parts: AsyncDisposableStack): Promise<ProvokedFailure> {
  const { console } = await switchedTo(fallSilent)(environment, parts);
  let cut: (() => void) | undefined;
  const pass: FrontAnswer = (_, response, passOn) => {
    cut = () => response.destroy();
    passOn();
  };
  return { ...(await inFront(console.url, pass, parts)), happens: () => cut?.() };
}

const ownClock: Step = (tab) => tab.clock.install();
const minutePasses: Step = (tab) => tab.clock.fastForward(60_000);

/** As an extension does: the browser itself blocks the calls. */
const blockCalls: Step = async (tab) => {
  const session = await tab.context().newCDPSession(tab);
  await session.send("Network.enable");
  await session.send("Network.setBlockedURLs", { urls: ["*mts.ai.audiogram*"] });
};

const heard = [openSynthesize(), speakText, awaitSound];

/** Another origin that lets this page call, and does not let it read the status of gRPC. */
async function hidingStatus(environment: TestEnvironment, parts: AsyncDisposableStack): Promise<ProvokedFailure> {
  const refuse = () =>
    serveCalls((stream) => {
      const status = { "grpc-status": "5", "grpc-message": "there is no such voice" };
      stream.respond({ ":status": 200, "content-type": "application/grpc", ...status }, { endStream: true });
    });
  const { console: gateway } = await switchedTo(refuse)(environment, parts);
  const { console: proxy } = await inFront(gateway.url, answerOtherOrigins, parts);
  const console = parts.adopt(await startPlain("--allow-endpoint", proxy.url), (it) => it.close());
  return { console, endpoint: proxy.url };
}

const answerOtherOrigins: FrontAnswer = (request, response, pass) => {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-allow-headers", "*");
  if (request.method === "OPTIONS") return void response.writeHead(204).end();
  delete request.headers.origin;
  delete request.headers["sec-fetch-site"];
  pass();
};

/** Failures between the browser and the page's gateway, by a proxy, by CORS or by the browser itself. */
export const frontScenarios: FailureScenario[] = [
  {
    cause: "front-proxy-answered",
    title: "a filter before this page answers 451",
    hop: "front_proxy",
    page,
    make: behindFront(answering({ status: 451, headers: { "content-type": "text/plain" }, body: "blocked" })),
  },
  {
    cause: "proxy-timeout",
    title: "an nginx before this page gives up waiting",
    hop: "front_proxy",
    page,
    make: behindFront(answering(nginxAnswer(504, "Gateway Time-out"))),
  },
  {
    // Where it points, a browser does not show.
    cause: "proxy-redirects",
    title: "a proxy before this page sends to another address",
    hop: "front_proxy",
    page,
    make: behindFront(answering(nginxAnswer(308, "Permanent Redirect", { location: "https://speech.example/" }))),
  },
  {
    cause: "header-too-large",
    title: "a token of 40 kB, and a proxy before this page that takes 16",
    hop: "front_proxy",
    page: told("pastes the token in Settings, has a text spoken", pasteToken, goToSynthesize, speakText),
    make: behindFront((_, __, pass) => void pass(), { token: "x".repeat(40_000) }),
  },
  {
    cause: "grpc-web-missing",
    title: "a gRPC server before this page answers in plain gRPC",
    hop: "front_proxy",
    page,
    make: behindFront(answering({ status: 200, headers: { "content-type": "application/grpc" }, body: "\0\0\0\0\0" })),
  },
  {
    cause: "answer-empty",
    title: "a proxy before this page drops the body of an answer",
    page,
    // Only a page knows that the endpoint is of its own origin, so that no status is hidden.
    isOfBrowser: true,
    make: behindFront(answering({ status: 200, headers: { "content-type": "application/grpc-web+proto" }, body: "" })),
  },
  {
    cause: "silent-stream-cut",
    title: "a proxy before this page cuts a stream after a minute of silence",
    page: told(
      "allows calls 120 s in Settings, has a text spoken, hears the first of it, waits a minute",
      ownClock,
      allowSeconds("120"),
      ...heard,
      minutePasses,
      itHappens,
    ),
    isOfBrowser: true,
    make: cutting,
  },
  {
    cause: "went-offline",
    title: "the device loses its network while a text is spoken",
    page: told("has a text spoken, hears the first of it, loses the network", ...heard, goOffline, itHappens),
    isOfBrowser: true,
    make: cutting,
  },
  {
    cause: "status-hidden",
    title: "another origin hides the status of gRPC from this page",
    page: told("chooses it in Settings, has a text spoken", choosesEndpoint, openSynthesize(), speakText),
    isOfBrowser: true,
    make: hidingStatus,
  },
];

/** Failures that a browser tells apart by how long it takes: nothing else may run beside them. */
export const timedScenarios: FailureScenario[] = [
  {
    cause: "no-answer",
    title: "a proxy before this page hangs up",
    hop: "browser",
    page,
    // What tells it from a blocked call is how long a browser takes.
    isOfBrowser: true,
    make: behindFront((request) => request.socket.destroy()),
  },
  {
    cause: "extension-blocks",
    title: "an extension blocks the call",
    hop: "browser",
    page: told("has a text spoken", blockCalls, openSynthesize(), speakText),
    isOfBrowser: true,
    make: beforePlatform(),
  },
];
