import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A small file system in memory. Must be closed. */
export interface SmallDisk {
  folder: string;
  close(): void;
}

/**
 * Mounts a tmpfs of `sizeBytes`, as root or by `sudo` without a password.
 *
 * @throws Error when mounting is not permitted
 */
export function mountSmallDisk(sizeBytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const run = (...words: string[]) => {
    const [program, ...given] = [...asRoot, ...words];
    execFileSync(program!, given, { stdio: ["ignore", "ignore", "pipe"] });
  };
  try {
    run("mount", "-t", "tmpfs", "-o", `size=${String(sizeBytes)},mode=0777`, "tmpfs", folder);
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw new Error(`no small disk can be mounted here: ${String(error)}`, { cause: error });
  }
  return {
    folder,
    close() {
      // Lazily: processes of a killed browser may still be ending.
      run("umount", "-l", folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
