import { mkdtemp } from "node:fs/promises";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder among the system's temporary files that only this user can read. Goes with the program; may go before. */
export interface PrivateTempDir {
  path: string;
  remove(): void;
}

/** What such folders hold: Envoy's configuration with the client secret, or people's recordings. */
export type TempDirKind = "envoy" | "sounds";

/** How the names of such folders begin. */
export const tempDirPrefix = (kind: TempDirKind) => `audiokit-${kind}-`;

/**
 * A socket in which the owner listens for as long as it lives; the system ends that however it dies. The number of a process
 * would say less: it is given again, and another container has others.
 */
export const ownerSocketName = "owner.sock";

/**
 * Makes the folder (mode 0700) with the sign that its owner lives. Who is killed leaves it behind; the next start removes it,
 * see `removeOrphanedTempDirs`.
 */
export async function openPrivateTempDir(kind: TempDirKind): Promise<PrivateTempDir> {
  const path = await mkdtemp(join(tmpdir(), tempDirPrefix(kind)));
  const owner = createServer((asking) => asking.destroy()).unref();
  await new Promise<void>((done) => {
    // A path may be too long for a socket (107 bytes): nobody will clean up after this owner then, and nothing else is lost.
    owner.once("error", () => done()).listen(join(path, ownerSocketName), done);
  });
  const remove = () => {
    process.off("exit", remove);
    rmSync(path, { recursive: true, force: true });
    owner.close();
  };
  // Whoever is ended at once, by a second Ctrl-C, has no time to close anything.
  process.once("exit", remove);
  return { path, remove };
}
