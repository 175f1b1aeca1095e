import { answerScenarios } from "./answer-scenarios.ts";
import { certificateScenarios } from "./certificate-scenarios.ts";
import { clientCertificateScenarios } from "./client-certificate-scenarios.ts";
import { connectionScenarios } from "./connection-scenarios.ts";
import { gatewayScenarios } from "./gateway-scenarios.ts";
import { requestScenarios } from "./request-scenarios.ts";
import { tokenScenarios } from "./token-scenarios.ts";
import { wayScenarios } from "./way-scenarios.ts";
import type { FailureScenario } from "./failure-scenario.ts";
import { audioScenarios } from "./audio-scenarios.ts";

/** Every failure scenario; each uses real servers. */
export const failureScenarios: FailureScenario[] = [
  ...gatewayScenarios,
  ...connectionScenarios,
  ...wayScenarios,
  ...certificateScenarios,
  ...clientCertificateScenarios,
  ...answerScenarios,
  ...tokenScenarios,
  ...requestScenarios,
  ...audioScenarios,
];
