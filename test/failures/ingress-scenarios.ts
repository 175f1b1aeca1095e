import http2 from "node:http2";
import { startIngress, type IngressOptions } from "./ingress.ts";
import { portOf, switchedTo, type FailureScenario } from "./failure-scenario.ts";
import { speaking } from "./page/synthesize-steps.ts";
import { serveCalls } from "./proxy-answers.ts";
import { refusedPort, stayMute, terminateTls, type Upstream } from "./upstreams.ts";

const hourMs = 3_600_000;
const met = { hop: "platform_ingress", page: speaking() } as const;

/** An ingress in the platform's place, with a service behind it. */
const ingress = (openService?: () => Promise<Upstream | number>, options: IngressOptions = {}) =>
  switchedTo(async (_, parts) => {
    const service = openService && { servicePort: await portOf(await openService(), parts) };
    return startIngress({ ...options, ...service });
  });

const resetCalls = () => serveCalls((stream) => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR));

/** An ingress with TLS to a service whose certificate has expired. */
const beforeExpired = (options: IngressOptions) =>
  switchedTo(async ({ authority, platformPort }, parts) => {
    const identity = await authority.issue({ names: ["localhost"], notAfter: new Date(Date.now() - hourMs) });
    const servicePort = await portOf(await terminateTls(identity, platformPort, ["h2"]), parts);
    return startIngress({ servicePort, serviceAuthority: authority.cert, ...options });
  });

/** Failures behind the platform's ingress, an Envoy of its own. */
export const ingressScenarios: FailureScenario[] = [
  { cause: "ingress-no-service", title: "an ingress without an instance of the service", ...met, make: ingress() },
  { cause: "ingress-unreachable", title: "an ingress whose service is gone", ...met, make: ingress(refusedPort) },
  {
    cause: "ingress-timeout",
    title: "an ingress that waits half a second for a mute service",
    ...met,
    make: ingress(stayMute, { timeoutSeconds: 0.5 }),
  },
  {
    cause: "ingress-overflow",
    title: "an ingress that is full",
    ...met,
    make: ingress(stayMute, { maxRequests: 0 }),
  },
  { cause: "ingress-failed", title: "an ingress whose service resets the call", ...met, make: ingress(resetCalls) },
  {
    cause: "ingress-certificate",
    title: "an ingress that tells of an expired certificate behind it",
    ...met,
    make: beforeExpired({ tellsReason: true }),
  },
  {
    cause: "ingress-unreachable",
    title: "an ingress that keeps the expired certificate behind it to itself",
    ...met,
    make: beforeExpired({}),
  },
];
