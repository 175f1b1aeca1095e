import http2, { type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Identity } from "./certificates.ts";

/** TLS terminator for HTTP/2 only, in front of a plaintext HTTP/2 server. Must be closed. */
export interface TlsPlatform {
  port: number;
  /** Headers of every received request, in order. */
  seen: IncomingHttpHeaders[];
  /** Result of each TLS handshake. */
  connections: {
    version: string | null;
    servername: string | false | undefined;
    alpn: string | false | null;
    hasClientCertificate: boolean;
  }[];
  close(): void;
}

/**
 * Terminates TLS with this certificate and forwards every stream to the plaintext port.
 *
 * @param clientAuthority PEM of the CA that client certificates must be issued by; default: none required
 */
export async function openTlsPlatform(
  identity: Identity,
  plainPort: number,
  clientAuthority?: string,
): Promise<TlsPlatform> {
  const seen: IncomingHttpHeaders[] = [];
  const connections: TlsPlatform["connections"] = [];
  const plain = http2.connect(`http://127.0.0.1:${plainPort}`);
  plain.on("error", () => undefined); // Reported by the streams.
  const clients = clientAuthority && { requestCert: true, rejectUnauthorized: true, ca: clientAuthority };
  const server = http2.createSecureServer({ ...identity, ...clients });
  server.on("secureConnection", (socket: TLSSocket & { servername?: string }) => {
    const { servername, alpnProtocol: alpn, authorized: hasClientCertificate } = socket;
    connections.push({ version: socket.getProtocol(), servername, alpn, hasClientCertificate });
  });
  const sessions = new Set<http2.ServerHttp2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  server.on("stream", (stream, headers) => {
    seen.push(headers);
    passOn(stream, plain.request({ ...headers, ":authority": `127.0.0.1:${plainPort}`, ":scheme": "http" }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    connections,
    close() {
      plain.destroy();
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}

function passOn(from: ServerHttp2Stream, to: http2.ClientHttp2Stream): void {
  let trailers: IncomingHttpHeaders = {};
  to.on("trailers", (fields) => (trailers = fields));
  to.on("response", (fields) => {
    // A response of headers only has no trailers.
    from.respond(fields, { waitForTrailers: fields["grpc-status"] === undefined });
  });
  from.on("wantTrailers", () => from.sendTrailers(trailers));
  from.on("error", () => to.close());
  to.on("error", () => from.close());
  from.on("aborted", () => to.close(http2.constants.NGHTTP2_CANCEL));
  from.pipe(to);
  to.pipe(from);
}
