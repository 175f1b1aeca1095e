import { execFile } from "node:child_process";
import http2, { type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type net from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { installGrpcio } from "../interop/python-client.ts";
import type { FailureScenario } from "./failure-scenario.ts";
import { dropLog, lookAtCall } from "./page/log-steps.ts";
import { noted } from "./page/page-scenario.ts";
import { listen, type Upstream } from "./upstreams.ts";

const { NGHTTP2_ENHANCE_YOUR_CALM: calm, NGHTTP2_NO_ERROR: noError } = http2.constants;

/** How a platform ends the connection of a call. */
type End = (stream: ServerHttp2Stream, cut: () => void) => unknown;

function servePlatform(end: End): Promise<Upstream> {
  const server = http2.createServer();
  const sockets = new Map<ServerHttp2Session, net.Socket>();
  let latest: net.Socket | undefined;
  // Before the server makes a session of it.
  server.prependListener("connection", (socket: net.Socket) => (latest = socket));
  server.on(
    "session",
    (session) =>
      void sockets.set(
        session.on("error", () => undefined),
        latest!,
      ),
  );
  server.on("stream", (stream: ServerHttp2Stream) => {
    stream.on("error", () => undefined);
    // A session that is destroyed says goodbye once more.
    end(stream, () => sockets.get(stream.session as ServerHttp2Session)?.destroy());
  });
  return listen(server as unknown as net.Server);
}

/** As servers of gRPC do, with a reason in words; the connection is cut once the client has read it. */
const sayGoodbye =
  (code: number, words: string): End =>
  ({ session }, cut) => {
    session!.goaway(code, 0, Buffer.from(words));
    session!.ping(cut);
  };

/** What a Python client logs of a call to such a platform. */
function logOf(end: End): FailureScenario["make"] {
  return async ({ consoles }, parts) => {
    const platform = parts.adopt(await servePlatform(end), (it) => it.close());
    const env = { ...process.env, PYTHONPATH: await installGrpcio(), GRPC_VERBOSITY: "NONE" };
    const script = [join(import.meta.dirname, "native-call.py"), `127.0.0.1:${platform.port}`];
    const { stdout } = await promisify(execFile)("python3", script, { env });
    return { console: await consoles.lend(parts), log: stdout };
  };
}

const page = noted("drops the log of a Python client, looks at its call", dropLog, lookAtCall);
const met = { page, isOfBrowser: true, hop: "client" } as const;

/** Failures of a native client, grpcio, which has no gateway: they are met in its log. */
export const nativeScenarios: FailureScenario[] = [
  {
    cause: "calls-too-fast",
    title: "a platform that asks a Python client for calm",
    ...met,
    make: logOf((stream) => stream.close(calm)),
  },
  {
    cause: "too-many-pings",
    title: "too many pings of a Python client",
    ...met,
    make: logOf(sayGoodbye(calm, "too_many_pings")),
  },
  {
    cause: "connection-max-age",
    title: "the connection of a Python client is too old",
    ...met,
    make: logOf(sayGoodbye(noError, "max_age")),
  },
  {
    cause: "client-disconnected",
    title: "the connection of a Python client is cut",
    ...met,
    make: logOf((_, cut) => cut()),
  },
];
