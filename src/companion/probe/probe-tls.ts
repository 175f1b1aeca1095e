import { isIP } from "node:net";
import tls, { type DetailedPeerCertificate } from "node:tls";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeCertificate, ProbeTls } from "../../wire/probe-report.ts";
import { tlsFiles } from "./tls-files.ts";
import { once, runStep } from "./probe-step.ts";

/** Longest chain that is read. */
const maxChain = 10;

/**
 * Makes a TLS connection that offers `h2` and `http/1.1`, and records the handshake. An untrusted certificate
 * is reported, not refused, so that its names and dates can be seen; nothing is sent over the connection.
 */
export function probeTls(config: PlatformConfig, signal: AbortSignal): Promise<ProbeTls> {
  const nothing: Omit<ProbeTls, "ok" | "durationMs"> = { certificates: [] };
  return runStep(nothing, signal, async (limit) => {
    const socket = tls.connect({
      host: config.apiHost,
      port: config.apiPort,
      ...(isIP(config.apiHost) === 0 && { servername: config.apiHost }),
      ...(await tlsFiles(config)),
      ALPNProtocols: ["h2", "http/1.1"],
      rejectUnauthorized: false,
    });
    return once<Omit<ProbeTls, "ok" | "durationMs">>(
      limit,
      () => socket.destroy(),
      (done, failed) => {
        socket.once("error", failed);
        socket.once("close", () => failed(new Error("the server closed the connection during the handshake")));
        socket.once("secureConnect", () => done(factsOf(socket, config.apiHost)));
      },
    );
  });
}

function factsOf(socket: tls.TLSSocket, host: string): Omit<ProbeTls, "durationMs"> {
  const certificates = readChain(socket.getPeerCertificate(true));
  const own = socket.getPeerCertificate(true);
  const nameError = Object.keys(own).length > 0 ? tls.checkServerIdentity(host, own) : undefined;
  const chainError = socket.authorized ? undefined : String(socket.authorizationError);
  const errorCode = chainError ?? (nameError && "ERR_TLS_CERT_ALTNAME_INVALID");
  return {
    ok: errorCode === undefined,
    version: socket.getProtocol() ?? "unknown",
    alpn: socket.alpnProtocol === false ? null : socket.alpnProtocol,
    trusted: errorCode === undefined,
    certificates,
    ...(errorCode !== undefined && { errorCode, errorMessage: nameError?.message ?? `certificate: ${errorCode}` }),
  };
}

function readChain(first: DetailedPeerCertificate): ProbeCertificate[] {
  const chain: ProbeCertificate[] = [];
  let certificate: DetailedPeerCertificate | undefined = first;
  while (certificate?.fingerprint256 !== undefined && chain.length < maxChain) {
    chain.push({
      subject: nameOf(certificate.subject),
      issuer: nameOf(certificate.issuer),
      names: (certificate.subjectaltname ?? "").split(", ").filter((name) => name !== ""),
      validFrom: new Date(certificate.valid_from).toISOString(),
      validTo: new Date(certificate.valid_to).toISOString(),
      fingerprint: certificate.fingerprint256,
    });
    // A self-signed certificate is its own issuer.
    const issuer: DetailedPeerCertificate | undefined = certificate.issuerCertificate;
    certificate = issuer === certificate ? undefined : issuer;
  }
  return chain;
}

function nameOf(name: tls.Certificate | undefined): string {
  return Object.entries(name ?? {})
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(", ");
}
