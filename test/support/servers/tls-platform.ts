import http2, { type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Identity } from "./certificates.ts";

/** A TLS terminator that speaks HTTP/2 alone, before a server that speaks it in plain; must be closed. */
export interface TlsPlatform {
  port: number;
  /** Headers of every request that came, as they came. */
  seen: IncomingHttpHeaders[];
  /** What each connection agreed upon. */
  connections: { servername: string | false | undefined; alpn: string | false | null; hasClientCertificate: boolean }[];
  close(): void;
}

/**
 * Terminates TLS with this certificate and passes every stream on to the plain port.
 *
 * @param clientAuthority PEM of the authority whose clients alone are let in; absent: everybody is
 */
export async function openTlsPlatform(
  identity: Identity,
  plainPort: number,
  clientAuthority?: string,
): Promise<TlsPlatform> {
  const seen: IncomingHttpHeaders[] = [];
  const connections: TlsPlatform["connections"] = [];
  const plain = http2.connect(`http://127.0.0.1:${plainPort}`);
  plain.on("error", () => undefined); // The streams say it.
  const clients = clientAuthority && { requestCert: true, rejectUnauthorized: true, ca: clientAuthority };
  const server = http2.createSecureServer({ ...identity, ...clients });
  server.on("secureConnection", ({ servername, alpnProtocol, authorized }: TLSSocket & { servername?: string }) => {
    connections.push({ servername, alpn: alpnProtocol, hasClientCertificate: authorized });
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
    // An answer that consists of headers alone has no trailers.
    from.respond(fields, { waitForTrailers: fields["grpc-status"] === undefined });
  });
  from.on("wantTrailers", () => from.sendTrailers(trailers));
  from.on("error", () => to.close());
  to.on("error", () => from.close());
  from.on("aborted", () => to.close(http2.constants.NGHTTP2_CANCEL));
  from.pipe(to);
  to.pipe(from);
}
