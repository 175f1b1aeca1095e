import { answerScenarios } from "./answer-scenarios.ts";
import { certificateScenarios } from "./certificate-scenarios.ts";
import { clientCertificateScenarios } from "./client-certificate-scenarios.ts";
import { connectionScenarios } from "./connection-scenarios.ts";
import { gatewayScenarios } from "./gateway-scenarios.ts";
import { requestScenarios } from "./request-scenarios.ts";
import { frontScenarios } from "./front-scenarios.ts";
import { ingressScenarios } from "./ingress-scenarios.ts";
import { nativeScenarios } from "./native-scenarios.ts";
import { serviceScenarios } from "./service-scenarios.ts";
import { proxyScenarios } from "./proxy-scenarios.ts";
import { tokenScenarios } from "./token-scenarios.ts";
import { wayScenarios } from "./way-scenarios.ts";
import type { FailureScenario } from "./failure-scenario.ts";
import { audioScenarios } from "./audio-scenarios.ts";

/** Scenarios that run two at a time: each has a gateway of its own, and nothing in it hangs on the moment. */
export const concurrentScenarios: FailureScenario[] = [
  ...wayScenarios,
  ...certificateScenarios,
  ...clientCertificateScenarios,
  ...tokenScenarios,
];

/** Scenarios that run one after the other. */
export const sequentialScenarios: FailureScenario[] = [
  ...gatewayScenarios,
  ...connectionScenarios,
  ...answerScenarios,
  ...requestScenarios,
  ...audioScenarios,
  ...proxyScenarios,
  ...frontScenarios,
  ...ingressScenarios,
  ...serviceScenarios,
  ...nativeScenarios,
];
