import { create } from "@bufbuild/protobuf";
import {
  VoiceActivityMarkSchema,
  VoiceActivityMark_VoiceActivityMarkType as MarkType,
  type VoiceActivityMark,
} from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import type { Phrase } from "./segments.ts";

/** Marks the beginning of speech. */
export function speechStartMark(offsetMs: number): VoiceActivityMark {
  return create(VoiceActivityMarkSchema, { markType: MarkType.VA_MARK_BEGIN, offsetMs });
}

/** Marks the end of speech. */
export function speechEndMark(offsetMs: number): VoiceActivityMark {
  return create(VoiceActivityMarkSchema, { markType: MarkType.VA_MARK_END, offsetMs });
}

/** The marks of a phrase: a phrase cut for its length has no end, the rest of it no beginning. */
export function marksOf(phrase: Phrase): VoiceActivityMark[] {
  return [
    ...(phrase.isBegun ? [speechStartMark(phrase.speechStartMs)] : []),
    ...(phrase.isEnded ? [speechEndMark(phrase.speechEndMs)] : []),
  ];
}
