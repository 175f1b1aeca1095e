import { mkdtemp } from "node:fs/promises";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary folder that only this user can read. It is removed with the program, or earlier. */
export interface PrivateTempDir {
  path: string;
  remove(): void;
}

/** Kinds of folders: Envoy's configuration with the client secret, or recordings. */
export type TempDirKind = "envoy" | "sounds";

/** Prefix of the folder names. */
export const tempDirPrefix = (kind: TempDirKind) => `audiokit-${kind}-`;

/**
 * A socket on which the owner listens while it runs; the system closes it however the owner ends. A process id
 * would not do: ids are reused, and other containers have their own.
 */
export const ownerSocketName = "owner.sock";

/**
 * Creates the folder (mode 0700) with the owner's socket. A program that is killed leaves it behind; the next start removes it,
 * see `removeOrphanedTempDirs`.
 */
export async function openPrivateTempDir(kind: TempDirKind): Promise<PrivateTempDir> {
  const path = await mkdtemp(join(tmpdir(), tempDirPrefix(kind)));
  const owner = createServer((asking) => asking.destroy()).unref();
  await new Promise<void>((done) => {
    // A path may be too long for a socket (107 bytes). Then only the clean-up by a later start is lost.
    owner.once("error", () => done()).listen(join(path, ownerSocketName), done);
  });
  const remove = () => {
    process.off("exit", remove);
    rmSync(path, { recursive: true, force: true });
    owner.close();
  };
  // A program that ends at once, by a second Ctrl-C, has no time to close anything.
  process.once("exit", remove);
  return { path, remove };
}
