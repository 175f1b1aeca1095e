import net, { isIP } from "node:net";
import { duplexPair } from "node:stream";
import tls from "node:tls";
import { readServerFlight, type ServerFlight } from "./server-flight.ts";

/** A TLS connection whose bytes are noted. */
export interface TappedTls {
  socket: tls.TLSSocket;
  /** What the server has sent of its handshake so far. */
  flight(): ServerFlight;
  end(): void;
}

/** Most bytes that are noted; a handshake has a few thousand. */
const maxBytes = 256 * 1024;

/**
 * Opens a TLS connection that accepts every certificate.
 *
 * @param host is also the server's name (SNI), unless it is an IP address
 * @throws Error of OpenSSL for certificates or keys in `options` that cannot be used
 */
export function connectTls(host: string, port: number, options: tls.ConnectionOptions): TappedTls {
  const [ours, wire] = duplexPair();
  const received: Buffer[] = [];
  let size = 0;
  let keyLog = "";
  // Before the connection: it throws for a key that does not belong to its certificate.
  const secureContext = tls.createSecureContext(options);
  const raw = net.connect({ host, port });
  const socket = tls.connect({
    ...options,
    secureContext,
    socket: ours,
    ...(isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: false,
  });
  const end = () => {
    socket.destroy();
    raw.destroy();
  };
  socket.on("keylog", (line) => (keyLog += line.toString()));
  socket.on("error", () => undefined);
  wire.on("error", () => undefined);
  raw.on("error", (error) => socket.destroy(error));
  raw.on("data", (chunk: Buffer) => {
    if (size < maxBytes) received.push(chunk);
    size += chunk.length;
    wire.write(chunk);
  });
  raw.on("end", () => wire.end());
  wire.pipe(raw);
  return { socket, flight: () => readServerFlight(Buffer.concat(received), keyLog), end };
}
