import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { toBinary, type DescMessage, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import {
  BadRequestSchema,
  DebugInfoSchema,
  ErrorInfoSchema,
  QuotaFailureSchema,
  RetryInfoSchema,
} from "../../gen/google/rpc/error_details_pb.ts";
import { errorAttributes } from "./error-attributes.ts";
import { readStatusDetails } from "./read-status-details.ts";

/** What is read of a failure with these details, once it is in the log. */
function read(...details: [DescMessage, MessageInitShape<DescMessage>][]) {
  const error = new ConnectError("bad voice; detail of it", Code.InvalidArgument, { "x-upstream-failure": "none" });
  error.details = details.map(([schema, init]) => ({
    type: schema.typeName,
    value: toBinary(schema, create(schema, init)),
  }));
  return readStatusDetails(errorAttributes(error).grpc_details);
}

describe("readStatusDetails", () => {
  it("reads what was written of fields, waits, quotas, reasons and debug texts, whatever signs are in them", () => {
    const fieldViolations = [
      { field: "voice_name", description: "only alice, bob; no other" },
      { field: "audio[0].rate", description: "8000: too low" },
    ];
    expect(
      read(
        [BadRequestSchema, { fieldViolations }],
        [RetryInfoSchema, { retryDelay: { seconds: 1n, nanos: 500_000_000 } }],
        [QuotaFailureSchema, { violations: [{ subject: "project:7", description: "calls used up" }] }],
        [ErrorInfoSchema, { reason: "NO_VOICE", domain: "tts.example", metadata: { voice: "eve" } }],
        [DebugInfoSchema, { detail: "at line 3" }],
      ),
    ).toEqual([
      { type: "BadRequest", subject: "voice_name", text: "only alice, bob; no other" },
      { type: "BadRequest", subject: "audio[0].rate", text: "8000: too low" },
      { type: "RetryInfo", text: "retry after 1.5 s" },
      { type: "QuotaFailure", subject: "project:7", text: "calls used up" },
      { type: "ErrorInfo", text: "NO_VOICE (tts.example) voice=eve" },
      { type: "DebugInfo", text: "at line 3" },
    ]);
  });

  it("finds none in words alone, or where there are none", () => {
    for (const words of [undefined, "", "no detail: here", "x; cause: TypeError"])
      expect(readStatusDetails(words)).toEqual([]);
  });
});
