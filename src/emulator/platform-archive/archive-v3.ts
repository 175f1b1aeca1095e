import { toJson } from "@bufbuild/protobuf";
import { RecognizeResponseSchema } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import type { ArchivedRecognition } from "./archive.ts";
import { archivedResponses } from "./archive-record.ts";
import type { ArchiveFormat } from "./archive-format.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** Format of version 3: an envelope in camelCase, errors as alerts. */
export function createEnvelopeFormat(nowMs: () => number, uuid: () => string = randomUuid): ArchiveFormat {
  const envelope = (status: "ok" | "fail", code: number, more: object) => ({
    status,
    code,
    timestamp: new Date(nowMs()).toISOString(),
    rqid: uuid().replaceAll("-", ""),
    locale: "en",
    ...more,
  });
  const refusal = (
    httpStatus: number,
    alerts: { code: string; message: string }[],
    headers: Record<string, string> = {},
  ) => {
    const timestamp = new Date(nowMs()).toISOString();
    const listed = alerts.map(({ code, message }) => ({ level: "error", code, timestamp, message }));
    return Response.json(envelope("fail", httpStatus, { result: null, alerts: listed }), {
      status: httpStatus,
      headers,
    });
  };
  return {
    hasPages: true,
    idOf,
    notFound: () => refusal(404, [{ code: "not-found", message: "there is no such request" }]),
    notAllowed: () =>
      refusal(405, [{ code: "not-allowed", message: "the archive is read-only" }], { allow: "GET, HEAD" }),
    denied: () => refusal(401, [{ code: "unauthorized", message: "the token is missing, invalid or expired" }]),
    invalid: (problems) =>
      refusal(
        422,
        problems.map(({ parameter, message }) => ({ code: "validation_error", message: `${parameter}: ${message}` })),
      ),
    list: (records) => Response.json(envelope("ok", 200, { result: records.map(listItem) })),
    part: (record, part) =>
      part === "transcript"
        ? Response.json(archivedResponses(record).map((response) => toJson(RecognizeResponseSchema, response)))
        : refusal(501, [{ code: "not-implemented", message: `${part} is not there in version 3` }]),
  };
}

/** Version 3 uses the UUID without the prefix. */
function idOf({ requestId }: ArchivedRecognition): string {
  return requestId.replace(/^[A-Z]{2}-/, "");
}

function listItem(record: ArchivedRecognition) {
  const uuid = idOf(record);
  return {
    model: record.model,
    uri: `/v3/clients/${encodeURIComponent(record.clientId)}/requests/${uuid}/audio`,
    uuid,
    traceId: record.traceId ?? null,
    phase: "done",
    tokenId: record.clientId,
    sessionId: record.sessionId,
    storage: "embedded",
    version: 3,
    bucket: record.clientId,
    createdAt: new Date(record.createdAtMs).toISOString(),
    filename: `${uuid}.wav`,
    requestId: uuid,
    isFinal: true,
    seq: record.id,
    cuts: [],
  };
}
