import type { Evidence } from "./evidence.ts";
import { eventEvidence } from "./quotes.ts";
import type { Signs } from "./signs.ts";
import type { TrialChange } from "./trials.ts";

/** Evidence that the call went well with this change. */
export function trialWentWell({ trials }: Pick<Signs, "trials">, change: TrialChange): Evidence | undefined {
  const end = trials?.[change];
  return end?.event === "request_success" ? eventEvidence(end) : undefined;
}

/** Evidence that it failed in spite of this change, with the same status. */
export function trialFailedSo(
  { trials, code }: Pick<Signs, "trials" | "code">,
  change: TrialChange,
): Evidence | undefined {
  const end = trials?.[change];
  return code !== undefined && end?.error?.grpc_code === code ? eventEvidence(end) : undefined;
}

/** Whether a call can be repeated with this change: calls of speech only, and what it did not name cannot be left out. */
export function canTry({ end, request }: Pick<Signs, "end" | "request">, change: TrialChange): boolean {
  const { service, operation = "" } = end ?? {};
  const isSpeech = service === "TTS" && /^(?:Streaming)?Synthesize$/.test(operation);
  const isRecognition = service === "ASR" && /^(?:File)?Recognize$/.test(operation);
  if (change === "voice") return isSpeech && typeof request["voice_name"] === "string";
  if (change === "short") return isSpeech || isRecognition;
  return isSpeech ? namesModel(request["synthesize_options"]) : isRecognition && namedModel(request["model"]);
}

function namesModel(options: unknown): boolean {
  const { model_type: type, model_sample_rate_hertz: rate } = (options ?? {}) as Record<string, unknown>;
  return (typeof type === "string" && type !== "") || (typeof rate === "number" && rate > 0);
}

/** The log writes `default` where none is named. */
const namedModel = (model: unknown) => typeof model === "string" && model !== "" && model !== "default";
