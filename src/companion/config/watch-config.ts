import { unwatchFile, watchFile } from "node:fs";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { readConfigFile } from "./config-file.ts";

/** What happens when the config is changed while the console runs. */
export interface ConfigChanges {
  /** Only the secret is taken over; it must be in no message. */
  onSecret(secret: string): void;
  /** Says in one line what is to be done about other changes. */
  say(line: string): void;
}

/** How often the file is looked at; asking works with every editor and with files that a container replaces. */
const pollMs = 1_000;

/**
 * Watches a `config.ini` after its start.
 *
 * @param inUse the config of the start
 * @returns stops it
 */
export function watchConfig(file: string, inUse: PlatformConfig, { onSecret, say }: ConfigChanges): () => void {
  let { clientSecret } = inUse;

  async function look(): Promise<void> {
    const read = await readConfigFile(file).catch((error: Error) => error);
    if (read instanceof Error) {
      say(`The changed configuration is not used:\n${read.message}`);
      return;
    }
    if (read.clientSecret !== clientSecret && inUse.clientId !== "" && read.clientSecret !== "") {
      ({ clientSecret } = read);
      onSecret(clientSecret);
    }
    const changed = Object.keys(inUse).filter((key) => key !== "clientSecret" && differs(key as keyof PlatformConfig));
    if (changed.length > 0) say(`${file} has changed; start again for: ${changed.map(keyOf).join(", ")}`);

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
