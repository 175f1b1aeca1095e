import { answerScenes } from "./answer-scenes.ts";
import { connectionScenes } from "./connection-scenes.ts";
import { requestScenes } from "./request-scenes.ts";
import type { Scene } from "./scene.ts";

/** Every failure, made of real parts. */
export const scenes: Scene[] = [...connectionScenes, ...answerScenes, ...requestScenes];
