import http from "node:http";
import http2, { type ServerHttp2Stream } from "node:http2";
import net, { type AddressInfo } from "node:net";
import tls from "node:tls";
import { create, toBinary } from "@bufbuild/protobuf";
import { StreamingSynthesizeSpeechResponseSchema } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { Identity } from "../support/servers/certificates.ts";

/** A server in place of the platform or its token endpoint. Must be closed. */
export interface Upstream {
  port: number;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

/** Listens on a free port of the loopback. */
export async function listen(server: net.Server): Promise<Upstream> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket: net.Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Terminates TLS in front of a plain server. Without `alpn` it negotiates no protocol, as old terminators do. */
export function terminateTls(
  identity: Identity,
  port: number,
  alpn?: string[],
  options: tls.TlsOptions = {},
): Promise<Upstream> {
  const server = tls.createServer({ ...options, ...identity, ...(alpn && { ALPNProtocols: alpn }) }, (socket) => {
    const behind = net.connect(port, "127.0.0.1");
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
    socket.pipe(behind).pipe(socket);
  });
  return listen(server);
}

/** An HTTP/1.1 server with one response to everything. */
export function answerHttp1(status: number, type: string, body: string): Promise<Upstream> {
  return listen(http.createServer((_, response) => response.writeHead(status, { "content-type": type }).end(body)));
}

/** Login page for users who are not signed in. */
export const loginPage = "<!doctype html><title>Sign in</title><form>Sign in</form>";

/** Responds with a login page to everything; CORS allows every origin. */
export function answerLogin(): Promise<Upstream> {
  const open = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
  return listen(
    http.createServer((_, response) =>
      response.writeHead(200, { "content-type": "text/html", ...open }).end(loginPage),
    ),
  );
}

/** An HTTP/2 gateway that is not a gRPC server: one response to everything. */
export function answerHttp2(status: number, type: string, body: string): Promise<Upstream> {
  const server = http2.createServer();
  server.on("stream", (stream) => {
    stream.respond({ ":status": status, "content-type": type });
    stream.end(body);
  });
  return listen(server as unknown as net.Server);
}

/** A platform with responses that are incomplete. */
export interface PartialPlatform extends Upstream {
  /** Interrupts the responses. */
  breakOff(): void;
}

/** Starts a gRPC response: a small chunk of audio, and ten bytes of a message of a thousand. */
export async function answerInPart(how: "reset" | "close"): Promise<PartialPlatform> {
  const sound = toBinary(
    StreamingSynthesizeSpeechResponseSchema,
    create(StreamingSynthesizeSpeechResponseSchema, { audio: new Uint8Array(100) }),
  );
  const streams: ServerHttp2Stream[] = [];
  const server = http2.createServer();
  server.on("stream", (stream: ServerHttp2Stream) => {
    streams.push(stream.on("error", () => undefined));
    stream.respond({ ":status": 200, "content-type": "application/grpc+proto" });
    stream.write(Buffer.from([0, 0, 0, 0, sound.length, ...sound]));
    stream.write(Buffer.from([0, 0, 0, 3, 232, ...new Array<number>(10).fill(0)]));
  });
  return {
    ...(await listen(server as unknown as net.Server)),
    breakOff() {
      for (const stream of streams.splice(0)) {
        if (how === "reset") stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
        else stream.session?.destroy();
      }
    },
  };
}

/** Accepts connections and never sends anything. */
export function stayMute(): Promise<Upstream> {
  return listen(net.createServer());
}

/** Accepts connections and closes them. */
export function hangUp(): Promise<Upstream> {
  return listen(net.createServer((socket) => socket.destroy()));
}

/** A port without a listener: it was free a moment ago. */
export async function refusedPort(): Promise<number> {
  const server = await listen(net.createServer());
  await server.close();
  return server.port;
}
