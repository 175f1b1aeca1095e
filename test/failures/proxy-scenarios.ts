import { speaking } from "./page/synthesize-steps.ts";
import { switchedTo, type FailureScenario } from "./failure-scenario.ts";
import { answerAs, awsAnswer, cloudflareAnswer, nginxAnswer } from "./proxy-answers.ts";

const page = speaking();

/** How long a proxy waits for the platform here, in milliseconds. */
const patienceMs = 300;

/** Failures by a proxy between the gateway and the platform. */
export const proxyScenarios: FailureScenario[] = [
  {
    cause: "balancer-protocol",
    title: "a load balancer answers 464 without a word",
    hop: "platform_proxy",
    page,
    make: switchedTo(() => answerAs(awsAnswer)),
  },
  {
    cause: "platform-proxy-answered",
    title: "an nginx that serves files takes no POST",
    hop: "platform_proxy",
    page,
    make: switchedTo(() => answerAs(nginxAnswer(405, "Not Allowed"))),
  },
  {
    cause: "proxy-redirects",
    title: "an nginx sends to https",
    hop: "platform_proxy",
    names: "another address: https://speech.example/",
    page,
    make: switchedTo(() => answerAs(nginxAnswer(301, "Moved Permanently", { location: "https://speech.example/" }))),
  },
  {
    cause: "proxy-sign-in",
    title: "an nginx wants a name and a password",
    hop: "platform_proxy",
    page,
    make: switchedTo(() =>
      answerAs(nginxAnswer(401, "Authorization Required", { "www-authenticate": 'Basic realm="staff"' })),
    ),
  },
  {
    cause: "proxy-timeout",
    title: "an nginx gives up waiting",
    hop: "platform_proxy",
    page,
    make: switchedTo(() => answerAs(nginxAnswer(504, "Gateway Time-out"), patienceMs)),
  },
  {
    cause: "proxy-tls-failed",
    title: "Cloudflare's handshake with the platform fails",
    hop: "platform_proxy",
    page,
    make: switchedTo(() => answerAs(cloudflareAnswer)),
  },
];
