import { toJson } from "@bufbuild/protobuf";
import { RecognitionConfigSchema } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { VoiceActivityMark_VoiceActivityMarkType as MarkType } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { bodyStream } from "../http/body-stream.ts";
import type { Archive, ArchivedRecognition } from "./archive.ts";
import { marksOf, phrasesOf } from "./archive-record.ts";
import type { ArchiveFormat } from "./archive-format.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** Format of versions 1 and 2: `{"data": [...]}` in snake_case, errors as `detail`. */
export function createDataFormat(archive: Archive, uuid: () => string = randomUuid): ArchiveFormat {
  return {
    hasPages: false,
    idOf: (record) => record.requestId,
    notFound: () => Response.json({ detail: "Not Found" }, { status: 404 }),
    notAllowed: () => Response.json({ detail: "Method Not Allowed" }, { status: 405, headers: { allow: "GET" } }),
    denied: () => Response.json({ detail: "Not authenticated" }, { status: 401 }),
    invalid: (problems) =>
      Response.json(
        { detail: problems.map(({ parameter, message: msg, type }) => ({ loc: ["query", parameter], msg, type })) },
        { status: 422 },
      ),
    list: (records) => Response.json({ data: records.map(listItem) }),
    part(record, part) {
      switch (part) {
        case "transcript":
          return Response.json({ data: transcript(record) });
        case "voice_activity_marks":
          return Response.json({
            data: marksOf(record).map(({ markType, offsetMs }) => ({
              mark_type: markType === MarkType.VA_MARK_BEGIN ? "VA_MARK_BEGIN" : "VA_MARK_END",
              offset_ms: offsetMs,
            })),
          });
        case "anti_spoofing_marks":
          return Response.json({ data: [] });
        case "full_request":
          return fullRequest(archive, record, uuid());
      }
    },
  };
}

function listItem({ id, createdAtMs, traceId, sessionId, requestId }: ArchivedRecognition) {
  return {
    id,
    created_at: new Date(createdAtMs).toISOString(),
    trace_id: traceId ?? null,
    session_id: sessionId,
    request_id: requestId,
  };
}

function transcript(record: ArchivedRecognition) {
  return phrasesOf(record).map(({ hypothesis }) => ({
    transcript: hypothesis.normalizedTranscript || hypothesis.transcript,
    confidence: hypothesis.confidence,
    words: hypothesis.words.map(({ word, confidence, startTimeMs, endTimeMs }) => ({
      word,
      confidence,
      start_time: time(startTimeMs),
      end_time: time(endTimeMs),
    })),
    start_time: time(hypothesis.startTimeMs),
    end_time: time(hypothesis.endTimeMs),
  }));
}

/** Seconds are left out when there are none, as the platform does. */
function time(ms: number): { seconds?: number; nanos: number } {
  const seconds = Math.floor(ms / 1000);
  return { ...(seconds > 0 && { seconds }), nanos: (ms % 1000) * 1_000_000 };
}

function fullRequest(archive: Archive, record: ArchivedRecognition, boundary: string): Response {
  const utf8 = new TextEncoder();
  const part = (type: string, name: string) =>
    utf8.encode(`--${boundary}\r\ncontent-type: ${type}\r\ncontent-disposition: attachment; name="${name}"\r\n\r\n`);
  async function* body() {
    yield part("application/json", "config");
    yield utf8.encode(`${JSON.stringify(toJson(RecognitionConfigSchema, record.config))}\r\n`);
    yield part("audio/wav", "audio");
    yield* archive.audio(record, 0, record.audioBytes);
    yield utf8.encode(`\r\n--${boundary}--\r\n`);
  }
  const type = `multipart/related; boundary="${boundary}"; type="application/json"`;
  return new Response(bodyStream(body()), { headers: { "content-type": type } });
}
