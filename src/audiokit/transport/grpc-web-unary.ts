import { encodeEnvelope } from "@connectrpc/connect/protocol";
import { trailerFlag } from "@connectrpc/connect/protocol-grpc-web";
import type { Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { joinBytes } from "../../basics/bytes.ts";
import type { GrpcWebOptions } from "./grpc-web-streams.ts";
import { readAnswer } from "./read-answer.ts";

/** Unary calls over gRPC-Web, by connect-web; an answer is read as those of streams are, and handed on well formed. */
export function grpcWebUnary({ fetch, ...options }: GrpcWebOptions): Transport["unary"] {
  const tolerant: typeof globalThis.fetch = async (input, init) => wellFormed(await fetch(input, init), init!.signal!);
  return createGrpcWebTransport({ ...options, fetch: tolerant }).unary;
}

/**
 * The same answer as the standard wants it: connect-web loses a status that stands beside what it cannot read.
 *
 * @throws ConnectError with the status of the answer, when it is no success
 */
async function wellFormed(response: Response, signal: AbortSignal): Promise<Response> {
  const { header, message, trailer } = await readAnswer(response, (bytes) => bytes, signal);
  const frames: Uint8Array[] = [];
  for await (const bytes of message) frames.push(encodeEnvelope(0, bytes));
  // A success that the fields said stands among the trailers like any other.
  const fields = [...trailer];
  if (!trailer.has("grpc-status")) fields.push(["grpc-status", "0"]);
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  frames.push(encodeEnvelope(trailerFlag, new TextEncoder().encode(lines)));
  const headers = new Headers(header);
  headers.delete("grpc-status");
  headers.set("content-type", "application/grpc-web+proto");
  return new Response(joinBytes(frames), { headers });
}
