import { chmodSync, renameSync, writeFileSync } from "node:fs";
import { typedConfig } from "./typed-config.ts";
import { secretName } from "./filters.ts";

/**
 * Writes the client secret where only this user can read it (mode 0600), as a file that Envoy's SDS takes.
 *
 * The file is put in place by renaming, which is what makes Envoy read it again.
 */
export function writeSecretFile(path: string, secret: string): void {
  const resource = typedConfig("extensions.transport_sockets.tls.v3.Secret", {
    name: secretName,
    generic_secret: { secret: { inline_string: secret } },
  });
  const fresh = `${path}.new`;
  writeFileSync(fresh, JSON.stringify({ resources: [resource] }), { mode: 0o600 });
  // The mode above counts only for a file that was not there.
  chmodSync(fresh, 0o600);
  renameSync(fresh, path);
}
