import { answerScenarios } from "./answer-scenarios.ts";
import { certificateScenarios } from "./certificate-scenarios.ts";
import { clientCertificateScenarios } from "./client-certificate-scenarios.ts";
import { connectionScenarios } from "./connection-scenarios.ts";
import { gatewayScenarios } from "./gateway-scenarios.ts";
import { requestScenarios } from "./request-scenarios.ts";
import { frontScenarios, timedScenarios } from "./front-scenarios.ts";
import { ingressScenarios } from "./ingress-scenarios.ts";
import { localArchiveScenarios } from "./local-archive-scenarios.ts";
import { nativeScenarios } from "./native-scenarios.ts";
import { serviceScenarios } from "./service-scenarios.ts";
import { proxyScenarios } from "./proxy-scenarios.ts";
import { tokenScenarios } from "./token-scenarios.ts";
import { wayScenarios } from "./way-scenarios.ts";
import type { FailureScenario } from "./failure-scenario.ts";
import { audioScenarios } from "./audio-scenarios.ts";

/** Scenarios that run some at a time, those that wait the longest first: each has a gateway for itself, and nothing in it hangs on the moment. */
export const concurrentScenarios: FailureScenario[] = [
  ...connectionScenarios,
  ...nativeScenarios,
  ...wayScenarios,
  ...certificateScenarios,
  ...clientCertificateScenarios,
  ...tokenScenarios,
  ...gatewayScenarios,
  ...answerScenarios,
  ...requestScenarios,
  ...audioScenarios,
  ...proxyScenarios,
  ...localArchiveScenarios,
  ...frontScenarios,
  ...ingressScenarios,
  ...serviceScenarios,
];

/** Scenarios that run one after the other. */
export const sequentialScenarios: FailureScenario[] = timedScenarios;
