import { Code, ConnectError } from "@connectrpc/connect";
import { invalidArgument } from "../invalid-argument.ts";
import type { RecognitionEngine } from "./recognition-engine.ts";

/** The engine of a call. */
export interface Choice {
  engine: RecognitionEngine;
  /** A note when the engine's language differs from that of the request. */
  mismatch?: string;
}

const howToAdd =
  "an operator adds Russian with `npm run add-engine -- russian`, any language with --asr-command LANGUAGE=COMMAND, a program that reads WAV and prints what it hears";

/**
 * Chooses the engine of a call by its model, whatever the language; without a model, by its language.
 *
 * @throws ConnectError INVALID_ARGUMENT for a model that does not exist or when neither is named, FAILED_PRECONDITION for a
 *   language without an engine
 */
export function chooseEngine(engines: readonly RecognitionEngine[], model: string, languageCode: string): Choice {
  const existing = engines.map((engine) => `${engine.model} (${engine.language})`).join(", ") || "none";
  if (model !== "") {
    const engine = engines.find((each) => each.model === model);
    if (!engine) throw invalidArgument("model", `"${model}" does not exist; existing models: ${existing}; ${howToAdd}`);
    if (languageCode === "" || sameLanguage(engine.language, languageCode)) return { engine };
    return {
      engine,
      mismatch: `model ${model} recognises "${engine.language}", language_code "${languageCode}" had no effect.`,
    };
  }
  if (languageCode === "")
    throw invalidArgument("language_code", `or model must be named; existing models: ${existing}`);
  const engine = engines.find((each) => sameLanguage(each.language, languageCode));
  if (engine) return { engine };
  throw new ConnectError(
    `language_code: no engine recognises "${languageCode}" here; existing models: ${existing}; ${howToAdd}`,
    Code.FailedPrecondition,
  );
}

/** Compares languages without their regions: `en-US` is `en`. */
function sameLanguage(left: string, right: string): boolean {
  const primary = (code: string) => code.toLowerCase().split(/[-_]/, 1)[0];
  return primary(left) === primary(right);
}
