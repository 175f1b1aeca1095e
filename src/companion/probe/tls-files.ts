import { readFile } from "node:fs/promises";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";

/** The PEM files of the config as Node's TLS takes them; absent ones are left to the system. */
export async function tlsFiles(config: PlatformConfig): Promise<{ ca?: Buffer; cert?: Buffer; key?: Buffer }> {
  return {
    ...(config.caCertPath !== "" && { ca: await readFile(config.caCertPath) }),
    ...(config.certChainPath !== "" && { cert: await readFile(config.certChainPath) }),
    ...(config.certPrivateKeyPath !== "" && { key: await readFile(config.certPrivateKeyPath) }),
  };
}
