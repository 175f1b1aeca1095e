import { gzipSync } from "node:zlib";
import http2, { type ServerHttp2Stream } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import { switchedTo, type FailureScenario } from "./failure-scenario.ts";
import { speaking } from "./page/synthesize-steps.ts";
import { serveCalls } from "./proxy-answers.ts";
import { serveSynthesis } from "./test-environment.ts";

const page = speaking();

/** The platform refuses the call with these words. */
const refuse = (code: Code, words: string) =>
  switchedTo(() =>
    serveSynthesis(async function* () {
      yield await Promise.reject(new ConnectError(words, code));
    }),
  );

/** A service that answers at the level of HTTP/2. */
const answerRaw = (answer: (stream: ServerHttp2Stream) => unknown) => switchedTo(() => serveCalls(answer));

/** One message of gRPC: audio of a few bytes. */
function envelope(isCompressed: boolean): Buffer {
  const message = Buffer.from([0x0a, 0x04, 1, 0, 2, 0]);
  const body = isCompressed ? gzipSync(message) : message;
  const head = Buffer.from([Number(isCompressed), 0, 0, 0, body.length]);
  return Buffer.concat([head, body]);
}

function answerCompressed(stream: ServerHttp2Stream): void {
  const headers = { "content-type": "application/grpc", "grpc-encoding": "gzip" };
  stream.respond({ ":status": 200, ...headers }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  stream.end(envelope(true));
}

/** As a proxy does that knows no trailers of HTTP/2. */
function answerWithoutTrailers(stream: ServerHttp2Stream): void {
  stream.respond({ ":status": 200, "content-type": "application/grpc" });
  stream.end(envelope(false));
}

/** Failures by a service of the platform, and by how it speaks HTTP/2. */
export const serviceScenarios: FailureScenario[] = [
  {
    cause: "service-loading",
    title: "a service that is loading its model",
    page,
    make: refuse(Code.Unavailable, "model is loading, again in 40 s"),
  },
  {
    cause: "service-out-of-memory",
    title: "a service without memory on its graphics card",
    page,
    make: refuse(Code.ResourceExhausted, "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 23.69 GiB total)"),
  },
  {
    cause: "service-traceback",
    title: "a service with an error in its program",
    page,
    make: refuse(Code.Unknown, "Exception calling application: list index out of range"),
  },
  {
    cause: "platform-refused",
    title: "ABORTED of the platform",
    page,
    make: refuse(Code.Aborted, "the session was taken over"),
  },
  {
    cause: "compressed-answer",
    title: "a service that compresses its answer",
    page,
    make: answerRaw(answerCompressed),
  },
  {
    cause: "trailers-dropped",
    title: "a proxy before the platform that drops the trailers",
    page,
    make: answerRaw(answerWithoutTrailers),
  },
  {
    cause: "stream-refused",
    title: "a platform that takes no further stream",
    page,
    make: answerRaw((stream) => stream.close(http2.constants.NGHTTP2_REFUSED_STREAM)),
  },
];
