import { X509Certificate } from "node:crypto";
import type { ProbeCertificate } from "../../wire/probe-report.ts";

/** Extended key usages that matter here (RFC 5280, 4.2.1.12). */
const usages: Record<string, string> = {
  "1.3.6.1.5.5.7.3.1": "serverAuth",
  "1.3.6.1.5.5.7.3.2": "clientAuth",
  "2.5.29.37.0": "any",
};

/** The facts of a certificate. @param content DER or PEM */
export function describeCertificate(content: Buffer): ProbeCertificate {
  const certificate = new X509Certificate(content);
  // Undefined for a certificate that is for every use.
  const keyUsage = certificate.keyUsage as string[] | undefined;
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: (certificate.subjectAltName ?? "").split(", ").filter((name) => name !== ""),
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    fingerprint: certificate.fingerprint256,
    ...(keyUsage !== undefined && { usages: keyUsage.map((id) => usages[id] ?? id) }),
  };
}

/** `CN=a\nO=b` -> `CN=a, O=b`; an empty name is undefined. */
function oneLine(name: string | undefined): string {
  return (name ?? "").replaceAll("\n", ", ");
}
