import type { AudioKitCallOptions } from "../contract/call-options.ts";
import type { SpeechOrder } from "../calls/synthesize-any.ts";
import { runWorkflow, type WorkflowLog, type WorkflowRun } from "./run-workflow.ts";
import {
  recognizeStep,
  roundTripSteps,
  type RoundTripRequest,
  type RoundTripResult,
  type SpeechToTextRequest,
  type SpeechToTextResult,
  synthesizeStep,
  type StepParts,
  type TextToSpeechRequest,
  type TextToSpeechResult,
} from "./workflow-steps.ts";
import { randomUuid } from "../../basics/uuid.ts";

type Options = Omit<AudioKitCallOptions, "contextValues">;

/** The result of a workflow, and its id in the log. */
export type Finished<Result> = Result & { workflowId: string };

/** Several calls as one unit of work, under one id in the log. Every failure is an AudioKitError. */
export interface Workflows {
  textToSpeech(request: TextToSpeechRequest, options?: Options): Promise<Finished<TextToSpeechResult>>;
  speechToText(request: SpeechToTextRequest, options?: Options): Promise<Finished<SpeechToTextResult>>;
  /** Synthesises a text, recognises the audio, and compares the words. */
  roundTrip(request: RoundTripRequest, options?: Options): Promise<Finished<RoundTripResult>>;
}

/** What workflows are made of. */
export interface WorkflowDeps extends StepParts {
  log?: WorkflowLog;
  /** A clock that never jumps, in milliseconds. */
  nowMs?: () => number;
  newId?: () => string;
}

export function createWorkflows(parts: WorkflowDeps): Workflows {
  const { log, nowMs = () => performance.now(), newId = randomUuid } = parts;
  const run = (name: string, facts: Record<string, unknown>, options: Options): WorkflowRun => {
    return { name, facts, options, log, nowMs, newId };
  };

  return {
    textToSpeech(request, options = {}) {
      const { text, archiveAudio = false } = request;
      const facts = { text_length: text.length, ...voiceSampleAttributes(request), archive_audio: archiveAudio };
      return runWorkflow(run("text_to_speech", facts, options), (call, id) => synthesizeStep(parts, request, call, id));
    },

    speechToText(request, options = {}) {
      const { audioFile = "recording.wav", language = "ru", archiveTranscript = false } = request;
      const facts = { audio_file: audioFile, language, archive_transcript: archiveTranscript };
      const details = { ...run("speech_to_text", facts, options), callDetails: { audio_file: audioFile } };
      return runWorkflow(details, (call, id) => recognizeStep(parts, request, call, id));
    },

    roundTrip(request, options = {}) {
      const language = request.recognition?.language ?? request.language ?? "ru";
      const facts = { text_length: request.text.length, ...voiceSampleAttributes(request), language };
      return runWorkflow(run("round_trip", facts, options), (call, id) => roundTripSteps(parts, request, call, id));
    },
  };
}

function voiceSampleAttributes({ voice, voiceId }: Pick<SpeechOrder, "voice" | "voiceId">): Record<string, unknown> {
  return { voice_name: voice, ...(voiceId !== undefined && { voice_id: voiceId }) };
}
