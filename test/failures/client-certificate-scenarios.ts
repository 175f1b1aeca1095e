import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TlsOptions } from "node:tls";
import type { Identity } from "../support/servers/certificates.ts";
import { behind, configured, portOf, tlsLines, type FailureScenario } from "./failure-scenario.ts";
import { speaking } from "./page/synthesize-steps.ts";
import type { TestEnvironment } from "./test-environment.ts";
import { terminateTls } from "./upstreams.ts";

const page = speaking();
const ownName = { names: ["localhost"] };
const client = { names: ["console"] };
const hourMs = 3_600_000;
/** Extended key usage of servers (RFC 5280, 4.2.1.12). */
const serverAuth = "1.3.6.1.5.5.7.3.1";

type IssueClient = (environment: TestEnvironment) => Promise<Identity>;
type OpenPort = (environment: TestEnvironment, parts: AsyncDisposableStack) => Promise<number>;

const openMutual: OpenPort = ({ mutualTlsPort }) => Promise.resolve(mutualTlsPort);

/** A platform of Node that takes only callers with a certificate of the trusted authority. */
const wanting = async ({ authority, platformPort }: TestEnvironment, options: TlsOptions = {}) => {
  const wants = { requestCert: true, rejectUnauthorized: true, ca: authority.cert };
  return terminateTls(await authority.issue(ownName), platformPort, ["h2"], { ...wants, ...options });
};

/** A console whose gateway shows this certificate to the platform; by default to an Envoy that wants one. */
function showing(issue: IssueClient, open: OpenPort = openMutual): FailureScenario["make"] {
  return async (environment, parts) => {
    const { lines } = await writeClient(await issue(environment), parts);
    const port = await open(environment, parts);
    return { console: await configured(parts, tlsLines(environment, port) + lines) };
  };
}

/** Writes the files of a certificate of the gateway, and the lines of a config.ini that name them. */
async function writeClient({ cert, key }: Identity, parts: AsyncDisposableStack) {
  const folder = await mkdtemp(join(tmpdir(), "audiokit-failures-"));
  parts.defer(() => rm(folder, { recursive: true }));
  const [chainFile, keyFile] = [join(folder, "client.pem"), join(folder, "client-key.pem")];
  await Promise.all([writeFile(chainFile, cert), writeFile(keyFile, key)]);
  return { keyFile, lines: `cert_chain_path = ${chainFile}\ncert_private_key_path = ${keyFile}\n` };
}

/** A console under which the file of the private key was exchanged for that of another certificate: at its start it would refuse it. */
export async function openWithForeignKey(environment: TestEnvironment, parts: AsyncDisposableStack) {
  const { authority, mutualTlsPort } = environment;
  const { keyFile, lines } = await writeClient(await authority.issue(client), parts);
  const console = await configured(parts, tlsLines(environment, mutualTlsPort) + lines);
  await writeFile(keyFile, (await authority.issue(client)).key);
  return console;
}

/** Failures by the certificate of the gateway, which some platforms want. */
export const clientCertificateScenarios: FailureScenario[] = [
  {
    cause: "client-certificate-wanted",
    title: "a platform that wants a certificate",
    page,
    make: behind("tls", openMutual),
  },
  {
    cause: "client-certificate-wanted",
    title: "a platform of TLS 1.2 that wants a certificate",
    page,
    make: behind("tls", (environment) => wanting(environment, { maxVersion: "TLSv1.2" })),
  },
  {
    cause: "client-certificate-expired",
    title: "an expired certificate of the gateway",
    page,
    make: showing(({ authority }) => authority.issue({ ...client, notAfter: new Date(Date.now() - hourMs) })),
  },
  {
    cause: "client-certificate-foreign",
    title: "a certificate of the gateway by an authority that the platform does not know",
    page,
    make: showing(({ foreign }) => foreign.issue(client)),
  },
  {
    cause: "client-certificate-refused",
    title: "a certificate of the gateway for servers only",
    page,
    make: showing(({ authority }) => authority.issue({ ...client, usages: [serverAuth] })),
  },
  {
    cause: "client-certificate-refused",
    title: "a platform that hangs up on the certificate without a word",
    page,
    make: showing(
      ({ foreign }) => foreign.issue(client),
      async (environment, parts) => portOf(await wanting(environment), parts),
    ),
  },
];
