import { answerScenes } from "./answer-scenarios.ts";
import { connectionScenes } from "./connection-scenarios.ts";
import { gatewayScenes } from "./gateway-scenarios.ts";
import { requestScenes } from "./request-scenarios.ts";
import type { Scene } from "./failure-scenario.ts";
import { soundScenes } from "./audio-scenarios.ts";

/** Every failure, made of real parts. */
export const scenes: Scene[] = [
  ...gatewayScenes,
  ...connectionScenes,
  ...answerScenes,
  ...requestScenes,
  ...soundScenes,
];
