import type { SecureVersion } from "node:tls";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { once } from "./probe-step.ts";
import { connectTls } from "./tapped-tls.ts";

const versions: SecureVersion[] = ["TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"];

/**
 * Which versions of TLS a server answers when each is offered alone, the newest first; with old ciphers too, whether or not the rest of
 * the handshake goes well.
 */
export async function probeTlsVersions(config: PlatformConfig, signal: AbortSignal): Promise<string[]> {
  const answered = await Promise.all(versions.map((version) => answers(config, version, signal)));
  return versions.filter((_, index) => answered[index]);
}

async function answers({ apiHost, apiPort }: PlatformConfig, version: SecureVersion, signal: AbortSignal) {
  // Level 0 lets OpenSSL offer what it calls unsafe; nothing is sent over the connection.
  const offer = { minVersion: version, maxVersion: version, ciphers: "ALL:@SECLEVEL=0" };
  const { socket, flight, end } = connectTls(apiHost, apiPort, offer);
  try {
    await once<void>(signal, end, (done) => socket.once("secureConnect", () => done()).once("close", () => done()));
  } catch {
    // Out of time: what has come until then counts.
  }
  // A server that is older answers with its own version.
  return flight().version === version;
}
