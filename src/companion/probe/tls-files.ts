import { readFile } from "node:fs/promises";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";

/** The PEM files of the configuration as options of Node's TLS; the system's defaults apply to absent ones. */
export async function tlsFiles(config: PlatformConfig): Promise<{ ca?: Buffer; cert?: Buffer; key?: Buffer }> {
  return {
    ...(config.caCertPath !== "" && { ca: await readFile(config.caCertPath) }),
    ...(config.certChainPath !== "" && { cert: await readFile(config.certChainPath) }),
    ...(config.certPrivateKeyPath !== "" && { key: await readFile(config.certPrivateKeyPath) }),
  };
}
