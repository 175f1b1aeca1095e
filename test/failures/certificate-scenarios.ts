import type { TlsOptions } from "node:tls";
import { createAuthority, type IssueOptions } from "../support/servers/certificates.ts";
import { behind, type FailureScenario } from "./failure-scenario.ts";
import { speaking } from "./page/synthesize-steps.ts";
import { terminateTls } from "./upstreams.ts";

const page = speaking();
const ownName = { names: ["localhost"] };

/** Extended key usage of clients (RFC 5280, 4.2.1.12). */
const clientAuth = "1.3.6.1.5.5.7.3.2";

/** A platform whose certificate of the trusted authority has these properties. */
const withCertificate = (properties: Partial<IssueOptions>) =>
  behind("tls", async ({ authority, platformPort }) =>
    terminateTls(await authority.issue({ ...ownName, ...properties }), platformPort, ["h2"]),
  );

/** A platform whose TLS offers only this. */
const offering = (options: TlsOptions) =>
  behind("tls", async ({ authority, platformPort }) =>
    terminateTls(await authority.issue(ownName), platformPort, ["h2"], options),
  );

/** Failures by the certificate that the platform sends, and by what its TLS offers. */
export const certificateScenarios: FailureScenario[] = [
  {
    cause: "certificate-purpose",
    title: "a certificate for clients only",
    page,
    make: withCertificate({ usages: [clientAuth] }),
  },
  {
    cause: "certificate-without-names",
    title: "a certificate with a common name only",
    page,
    make: withCertificate({ names: [] }),
  },
  {
    cause: "intercepting-proxy",
    title: "a certificate that a security product issued",
    page,
    make: behind("tls", async ({ platformPort }) => {
      const product = await createAuthority("Zscaler Intermediate Root CA");
      const { cert, key } = await product.issue(ownName);
      return terminateTls({ cert: `${cert}\n${product.cert}`, key }, platformPort, ["h2"]);
    }),
  },
  {
    cause: "intermediate-missing",
    title: "a certificate without the one of its intermediate authority",
    page,
    make: behind("tls", async ({ authority, platformPort }) => {
      const intermediate = await authority.issueAuthority("Example Issuing CA 2");
      return terminateTls(await intermediate.issue(ownName), platformPort, ["h2"]);
    }),
  },
  {
    cause: "tls-version",
    title: "TLS 1.1 only",
    page,
    make: offering({ minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }),
  },
  {
    cause: "no-common-cipher",
    title: "a TLS that has only ciphers of old",
    page,
    make: offering({ maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-AES128-SHA256" }),
  },
];
