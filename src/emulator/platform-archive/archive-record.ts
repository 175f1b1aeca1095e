import { create } from "@bufbuild/protobuf";
import {
  RecognizeResponseSchema,
  type RecognizeResponse,
  type SpeechRecognitionHypothesis,
  type VoiceActivityMark,
} from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { speechStartMark, speechEndMark } from "../recognition/va-marks.ts";
import type { ArchivedRecognition } from "./archive.ts";

/** The responses with a hypothesis. */
export function phrasesOf({
  responses,
}: ArchivedRecognition): (RecognizeResponse & { hypothesis: SpeechRecognitionHypothesis })[] {
  return responses.flatMap((response) =>
    response.hypothesis ? [{ ...response, hypothesis: response.hypothesis }] : [],
  );
}

/** The marks that were sent; when the call requested none, the beginnings and ends of its phrases. */
export function marksOf(record: ArchivedRecognition): VoiceActivityMark[] {
  const sent = record.responses.flatMap(({ vaMarks }) => vaMarks);
  if (sent.length > 0) return sent;
  return phrasesOf(record).flatMap(({ hypothesis }) => [
    speechStartMark(hypothesis.startTimeMs),
    speechEndMark(hypothesis.endTimeMs),
  ]);
}

/** One response with all marks, then one for each phrase, as the archive stores them. */
export function archivedResponses(record: ArchivedRecognition): RecognizeResponse[] {
  const vaMarks = marksOf(record);
  const phrases = phrasesOf(record).map((phrase) => ({ ...phrase, isFinal: true, vaMarks: [] }));
  return vaMarks.length > 0 ? [create(RecognizeResponseSchema, { vaMarks, channel: 1 }), ...phrases] : phrases;
}
