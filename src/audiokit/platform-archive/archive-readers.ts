import { fromJson, type JsonValue } from "@bufbuild/protobuf";
import * as v from "valibot";
import { RecognizeResponseSchema } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { malformedResponse, type ArchiveResponse } from "./archive-response.ts";
import { readMarks, readPhrase, type Phrase, type SpoofingVerdict, type VaMark } from "../calls/phrases.ts";

/** One recognition in the archive. */
export interface ArchivedRequest {
  /** The key for its parts. */
  requestId: string;
  /** ISO 8601, as the archive wrote it. */
  createdAt: string;
  sessionId?: string;
  traceId?: string;
  /** Version 3 only. */
  model?: string;
}

export interface ArchivedTranscript {
  phrases: Phrase[];
  /** Version 3 keeps the marks here; empty in versions 1 and 2, which have them apart. */
  vaMarks: VaMark[];
  /** Texts of all phrases, one blank between them. */
  text: string;
}

/** The anti-spoofing result of one range of speech. */
export interface AttackVerdict extends SpoofingVerdict {
  /** `LOGICAL`, `PHYSICAL` or `ALL_TYPES`. */
  attackType: string;
}

/** Readers of the responses of one generation. Unknown fields are ignored. */
export interface ArchiveReaders {
  requests(response: ArchiveResponse): ArchivedRequest[];
  transcript(response: ArchiveResponse): ArchivedTranscript;
  vaMarks(response: ArchiveResponse): VaMark[];
  antiSpoofingMarks(response: ArchiveResponse): AttackVerdict[];
}

/** Chooses the readers of a generation; versions 1 and 2 send the same. */
export function archiveReaders(version: 1 | 2 | 3): ArchiveReaders {
  return version === 3 ? envelopeShapes : dataShapes;
}

const optionalText = v.optional(v.nullable(v.string()));
const duration = v.pipe(
  v.looseObject({ seconds: v.optional(v.number(), 0), nanos: v.number() }),
  v.transform(({ seconds, nanos }) => seconds * 1000 + Math.round(nanos / 1e6)),
);
const wordTimes = { start_time: duration, end_time: duration, confidence: v.fallback(v.number(), 0) };
const data = <Item extends v.GenericSchema>(item: Item) => v.looseObject({ data: v.array(item) });

const requestsV1 = data(
  v.looseObject({ request_id: v.string(), created_at: v.string(), trace_id: optionalText, session_id: optionalText }),
);
const transcriptV1 = data(
  v.looseObject({
    transcript: v.string(),
    ...wordTimes,
    words: v.fallback(v.array(v.looseObject({ word: v.string(), ...wordTimes })), []),
  }),
);
const marksV1 = data(v.looseObject({ mark_type: v.string(), offset_ms: v.number() }));
const spoofingV1 = data(
  v.looseObject({
    attack_type: v.fallback(v.string(), ""),
    attack_result: v.picklist(["ATTACK_DETECTED", "GENUINE"]),
    confidence: v.fallback(v.number(), 0),
    start_time_ms: v.number(),
    end_time_ms: v.number(),
  }),
);

const dataShapes: ArchiveReaders = {
  requests: (response) =>
    parse(requestsV1, response.json()).data.map(({ request_id, created_at, trace_id, session_id }) => {
      return { requestId: request_id, createdAt: created_at, ...ids(trace_id, session_id) };
    }),
  transcript(response) {
    const phrases = parse(transcriptV1, response.json()).data.map((phrase): Phrase => {
      const { transcript, confidence, start_time, end_time, words } = phrase;
      return {
        text: transcript,
        rawText: transcript,
        startMs: start_time,
        endMs: end_time,
        confidence,
        words: words.map((word) => {
          return { word: word.word, startMs: word.start_time, endMs: word.end_time, confidence: word.confidence };
        }),
        isFinal: true,
        channel: 0,
        spoofing: [],
      };
    });
    return withText(phrases, []);
  },
  vaMarks: (response) =>
    parse(marksV1, response.json()).data.map(({ mark_type, offset_ms }) => {
      const type = mark_type === "VA_MARK_BEGIN" ? "begin" : mark_type === "VA_MARK_END" ? "end" : "none";
      return { type, offsetMs: offset_ms, channel: 0 };
    }),
  antiSpoofingMarks: (response) =>
    parse(spoofingV1, response.json()).data.map((mark) => ({
      attackType: mark.attack_type,
      genuine: mark.attack_result === "GENUINE",
      confidence: mark.confidence,
      startMs: mark.start_time_ms,
      endMs: mark.end_time_ms,
    })),
};

const requestsV3 = v.looseObject({
  result: v.array(
    v.looseObject({
      requestId: v.string(),
      createdAt: v.string(),
      traceId: optionalText,
      sessionId: optionalText,
      model: optionalText,
    }),
  ),
});

const envelopeShapes: ArchiveReaders = {
  ...dataShapes,
  requests: (response) =>
    parse(requestsV3, response.json()).result.map(({ requestId, createdAt, traceId, sessionId, model }) => {
      return { requestId, createdAt, ...ids(traceId, sessionId), ...(model && { model }) };
    }),
  transcript(response) {
    // A bare array of the platform's own responses; some installations put it into the envelope of the lists.
    const said = response.json();
    const responses = Array.isArray(said) ? said : parse(v.looseObject({ result: v.array(v.unknown()) }), said).result;
    const read = responses.map((response) => readResponse(response as JsonValue));
    const phrases = read.flatMap((response) => readPhrase(response, true) ?? []).filter(({ text }) => text !== "");
    return withText(phrases, read.flatMap(readMarks));
  },
};

function readResponse(response: JsonValue) {
  try {
    return fromJson(RecognizeResponseSchema, response, { ignoreUnknownFields: true });
  } catch (error) {
    throw malformedResponse((error as Error).message, error);
  }
}

function ids(traceId: string | null | undefined, sessionId: string | null | undefined) {
  return { ...(traceId && { traceId }), ...(sessionId && { sessionId }) };
}

function withText(phrases: Phrase[], vaMarks: VaMark[]): ArchivedTranscript {
  return { phrases, vaMarks, text: phrases.map(({ text }) => text).join(" ") };
}

function parse<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  const [issue] = issues;
  throw malformedResponse(`${v.getDotPath(issue) ?? "the whole"}: ${issue.message}`);
}
