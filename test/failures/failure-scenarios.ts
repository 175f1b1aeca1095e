import { answerScenarios } from "./answer-scenarios.ts";
import { connectionScenarios } from "./connection-scenarios.ts";
import { gatewayScenarios } from "./gateway-scenarios.ts";
import { requestScenarios } from "./request-scenarios.ts";
import { frontScenarios } from "./front-scenarios.ts";
import { ingressScenarios } from "./ingress-scenarios.ts";
import { serviceScenarios } from "./service-scenarios.ts";
import { proxyScenarios } from "./proxy-scenarios.ts";
import type { FailureScenario } from "./failure-scenario.ts";
import { audioScenarios } from "./audio-scenarios.ts";

/** Every failure scenario; each uses real servers. */
export const failureScenarios: FailureScenario[] = [
  ...gatewayScenarios,
  ...connectionScenarios,
  ...answerScenarios,
  ...requestScenarios,
  ...audioScenarios,
  ...proxyScenarios,
  ...frontScenarios,
  ...ingressScenarios,
  ...serviceScenarios,
];
