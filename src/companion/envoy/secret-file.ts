import { chmodSync, renameSync, writeFileSync } from "node:fs";
import { typedConfig } from "./typed-config.ts";
import { secretName } from "./filters.ts";

/**
 * Writes a secret as an SDS file of Envoy that only this user can read (mode 0600).
 *
 * The file is replaced by renaming, which makes Envoy read it again.
 *
 * @param secret of the client, or what `authorization` is to be; empty: there is none yet
 */
export function writeSecretFile(path: string, secret: string): void {
  const resource = typedConfig("extensions.transport_sockets.tls.v3.Secret", {
    name: secretName,
    generic_secret: { secret: { inline_string: secret } },
  });
  const fresh = `${path}.new`;
  writeFileSync(fresh, JSON.stringify({ resources: [resource] }), { mode: 0o600 });
  // The mode above applies only to a new file.
  chmodSync(fresh, 0o600);
  renameSync(fresh, path);
}
