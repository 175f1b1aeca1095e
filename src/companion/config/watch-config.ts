import { unwatchFile, watchFile } from "node:fs";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { readConfigFile } from "./config-file.ts";

/** Callbacks for changes of the configuration while the console runs. */
export interface ConfigChanges {
  /** Called with a new client secret, the only key that takes effect without a restart. It must not be in any message. */
  onSecret(secret: string): void;
  /** Prints one line about other changes. */
  print(line: string): void;
}

/** Polling works with every editor, and with files that a container replaces. */
const pollMs = 1_000;

/**
 * Watches a `config.ini` after its start.
 *
 * @param inUse the configuration of the start
 * @returns stops watching
 */
export function watchConfig(file: string, inUse: PlatformConfig, { onSecret, print }: ConfigChanges): () => void {
  let { clientSecret } = inUse;

  async function look(): Promise<void> {
    const read = await readConfigFile(file).catch((error: Error) => error);
    if (read instanceof Error) {
      print(`The changed configuration was rejected, the old one stays in use:\n${read.message}`);
      return;
    }
    if (read.clientSecret !== clientSecret && inUse.clientId !== "" && read.clientSecret !== "") {
      ({ clientSecret } = read);
      onSecret(clientSecret);
    }
    const changed = Object.keys(inUse).filter((key) => key !== "clientSecret" && differs(key as keyof PlatformConfig));
    if (changed.length > 0) print(`${file} has changed; restart to apply: ${changed.map(keyOf).join(", ")}`);

    function differs(key: keyof PlatformConfig): boolean {
      return JSON.stringify((read as PlatformConfig)[key]) !== JSON.stringify(inUse[key]);
    }
  }

  const onChange = () => void look();
  watchFile(file, { interval: pollMs, persistent: false }, onChange);
  return () => unwatchFile(file, onChange);
}

/** `iamAccount` -> `iam_account`; host and port are one key. */
function keyOf(field: string): string {
  return field === "apiHost" || field === "apiPort"
    ? "api_address"
    : field.replace("Seconds", "").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
