import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { bytesPerSample } from "../../audio/wav.ts";
import { FileRecognizeRequestSchema, type STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { RecognizeResponse } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import { readMarks, readPhrase, type Phrase, type VaMark } from "./phrases.ts";
import { recognitionConfig, type RecognitionRequest } from "./recognition-request.ts";
import type { ResponseMetadata } from "../contract/response-metadata.ts";
import { runCall, speechTimeoutMs } from "./run-call.ts";

/** The result of a recognition. */
export interface Recognition {
  /** In order of the platform's response; phrases without words are left out. */
  phrases: Phrase[];
  /** All marks, in order of time. */
  vaMarks: VaMark[];
  /** Texts of all phrases, one blank between them. */
  transcript: string;
  /** Mean of the phrases' confidences; absent when there are none or all are 0. */
  meanConfidence?: number;
  /** Length of the audio sent, from its sample count. */
  audioSeconds: number;
  /** From the call to its end, in milliseconds. */
  totalMs: number;
  reply: ResponseMetadata;
}

/** Recognises a whole recording. */
export async function recognizeFile(
  stt: Client<typeof STT>,
  request: RecognitionRequest,
  options: AudioKitCallOptions,
  nowMs: () => number,
): Promise<Recognition> {
  const startedMs = nowMs();
  const message = create(FileRecognizeRequestSchema, { config: recognitionConfig(request), audio: request.audio });
  const { response, reply } = await runCall(options, speechTimeoutMs, (call) => stt.fileRecognize(message, call));
  const frameBytes = bytesPerSample(request.coding) * request.channelCount;
  const audioSeconds = Math.floor(request.audio.length / frameBytes) / request.sampleRateHz;
  return { ...summarize(response.response), audioSeconds, totalMs: nowMs() - startedMs, reply };
}

function summarize(responses: RecognizeResponse[]): Pick<Recognition, "phrases" | "vaMarks" | "transcript"> {
  const phrases = responses.flatMap((response) => readPhrase(response, true) ?? []).filter(({ text }) => text !== "");
  return summarizePhrases(phrases, responses.flatMap(readMarks));
}

/** The figures of final phrases and marks. */
export function summarizePhrases(
  phrases: Phrase[],
  marks: VaMark[],
): Pick<Recognition, "phrases" | "vaMarks" | "transcript" | "meanConfidence"> {
  const confidence = phrases.reduce((sum, phrase) => sum + phrase.confidence, 0) / phrases.length;
  return {
    phrases: [...phrases],
    vaMarks: marks.toSorted((a, b) => a.offsetMs - b.offsetMs),
    transcript: phrases.map(({ text }) => text).join(" "),
    ...(confidence > 0 && { meanConfidence: confidence }),
  };
}
