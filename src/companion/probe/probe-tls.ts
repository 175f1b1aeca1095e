import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import type tls from "node:tls";
import { onAbort } from "../../basics/abort.ts";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeTls } from "../../wire/probe-report.ts";
import { describeCertificate } from "./describe-certificate.ts";
import { explain, once, runStep } from "./probe-step.ts";
import { probeTlsVersions } from "./probe-tls-versions.ts";
import type { ServerFlight } from "./server-flight.ts";
import { connectTls } from "./tapped-tls.ts";
import { tlsFiles } from "./tls-files.ts";

type Found = Omit<ProbeTls, "ok" | "durationMs"> & Partial<Pick<ProbeTls, "ok">>;

/** From TLS 1.3 on a server judges our certificate after we hold the handshake for done. */
const verdictMs = 1_000;
/** Some servers, Node's for one, give out a session before they judge. */
const secondThoughtMs = 250;

/** What Envoy offers to a server, and the suites of TLS 1.3: a handshake that goes well only with others is of no use to the gateway. */
const gatewayCiphers = [
  ...["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"],
  ...["ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-ECDSA-AES256-GCM-SHA384"],
  ...["ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-RSA-AES256-GCM-SHA384"],
].join(":");

/**
 * Makes a TLS connection that offers `h2` and `http/1.1` and the ciphers of Envoy, and records the handshake. An untrusted certificate
 * is reported, not refused, so that its names and dates can be seen; nothing is sent over the connection. After a handshake that
 * failed each version is tried alone.
 */
export function probeTls(config: PlatformConfig, signal: AbortSignal): Promise<ProbeTls> {
  const nothing: Omit<ProbeTls, "ok" | "durationMs"> = { certificates: [] };
  return runStep(nothing, signal, async (limit) => {
    const files = await tlsFiles(config);
    const { socket, flight, end } = connectTls(config.apiHost, config.apiPort, {
      ...files,
      ciphers: gatewayCiphers,
      ALPNProtocols: ["h2", "http/1.1"],
    });
    const stopWaiting = onAbort(limit, end);
    let failure: unknown;
    try {
      await handshake(socket, limit);
      if (flight().asksCertificate) await verdict(socket, limit);
    } catch (error) {
      failure = error;
    }
    const sent = flight();
    const found: Found = {
      ...(failure === undefined && factsOf(socket, sent, config.apiHost)),
      certificates: sent.certificates.map(describeCertificate),
      ...(files.cert && { ownCertificate: describeCertificate(files.cert) }),
      ...(sent.asksCertificate && ownCertificate(files.cert !== undefined, failure)),
    };
    stopWaiting();
    end();
    if (failure === undefined) return found;
    const versions = limit.aborted ? [] : await probeTlsVersions(config, limit);
    const why = explain(failure, limit);
    return {
      ...found,
      ok: false,
      ...why,
      errorCode: alertName(why.errorCode),
      ...(versions.length > 0 && { versions }),
    };
  });
}

/** The alert as BoringSSL and OpenSSL 3.4 call it, so that Envoy and the probe give one name to one failure. */
function alertName(code: string): string {
  return code.replace("SSL/TLS_ALERT", "SSLV3_ALERT");
}

function handshake(socket: tls.TLSSocket, limit: AbortSignal): Promise<void> {
  return once<void>(
    limit,
    () => undefined,
    (done, failed) => {
      socket.once("error", failed);
      socket.once("close", () => failed(new Error("the server closed the connection during the handshake")));
      socket.once("secureConnect", () => done());
    },
  );
}

/** Waits for a sign that the server goes on, or for its refusal. */
function verdict(socket: tls.TLSSocket, limit: AbortSignal): Promise<void> {
  let patience: NodeJS.Timeout;
  return once<void>(
    limit,
    () => clearTimeout(patience),
    (done, failed) => {
      socket.once("error", failed);
      socket.once("end", () => failed(new Error("the server closed the connection after the handshake")));
      socket.once("data", () => done());
      patience = setTimeout(done, verdictMs);
      socket.once("session", () => {
        clearTimeout(patience);
        patience = setTimeout(done, secondThoughtMs);
      });
    },
  );
}

function ownCertificate(isConfigured: boolean, failure: unknown): Pick<ProbeTls, "clientCertificate"> {
  if (!isConfigured) return { clientCertificate: "missing" };
  return { clientCertificate: failure === undefined ? "accepted" : "refused" };
}

function factsOf(
  socket: tls.TLSSocket,
  { certificates: [own] }: ServerFlight,
  host: string,
): Omit<Found, "certificates"> {
  const nameError = own && whyWrongName(new X509Certificate(own), host);
  const chainError = socket.authorized ? undefined : String(socket.authorizationError);
  const errorCode = chainError ?? (nameError && "ERR_TLS_CERT_ALTNAME_INVALID");
  return {
    ok: errorCode === undefined,
    version: socket.getProtocol() ?? "unknown",
    alpn: socket.alpnProtocol === false ? null : socket.alpnProtocol,
    trusted: errorCode === undefined,
    ...(errorCode !== undefined && { errorCode, errorMessage: nameError ?? `certificate: ${errorCode}` }),
  };
}

/** Only the alternative names count, as in Envoy and every browser; Node takes the common name too. */
function whyWrongName(own: X509Certificate, host: string): string | undefined {
  const names = own.subjectAltName;
  if (names === undefined)
    return `the certificate has no alternative names (SAN), only ${own.subject.replaceAll("\n", ", ")}`;
  const isNamed = isIP(host) === 0 ? own.checkHost(host, { subject: "never" }) : own.checkIP(host);
  return isNamed === undefined ? `${host} is not among the names of the certificate: ${names}` : undefined;
}
