import type { Clues } from "./clues.ts";
import type { Evidence } from "./evidence.ts";
import { probeEvidence } from "./quotes.ts";

/** Alert 40 of TLS as BoringSSL and OpenSSL name it: no common cipher, or in TLS 1.2 no client certificate. */
export const handshakeFailure = /SSLV3_ALERT_HANDSHAKE_FAILURE/;

/** Evidence that the platform's TLS asked for the gateway's certificate and then ended the connection. */
export function refusesClientCertificate({ probe, isAboutConnection }: Clues): Evidence | undefined {
  if (!isAboutConnection || probe?.tls?.ok !== false || probe.tls.clientCertificate !== "refused") return undefined;
  return probeEvidence("tls.clientCertificate", `requested, then refused: ${probe.tls.errorMessage ?? ""}`);
}

/** Evidence that the platform's TLS wants a certificate of the caller, which the gateway did not send. */
export function asksClientCertificate({ probe, isAboutConnection }: Clues): Evidence | undefined {
  if (!isAboutConnection || probe?.tls?.clientCertificate !== "missing") return undefined;
  return probeEvidence("tls.clientCertificate", "a client certificate is requested, none is configured");
}
