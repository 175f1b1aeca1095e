import { answerScenes } from "./answer-scenes.ts";
import { connectionScenes } from "./connection-scenes.ts";
import { gatewayScenes } from "./gateway-scenes.ts";
import { requestScenes } from "./request-scenes.ts";
import type { Scene } from "./scene.ts";
import { soundScenes } from "./sound-scenes.ts";

/** Every failure, made of real parts. */
export const scenes: Scene[] = [
  ...gatewayScenes,
  ...connectionScenes,
  ...answerScenes,
  ...requestScenes,
  ...soundScenes,
];
