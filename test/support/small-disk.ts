import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file system of its own in memory, full when `sizeBytes` are written. Must be closed. */
export interface SmallDisk {
  folder: string;
  close(): void;
}

/**
 * Mounts a small file system, as root or through `sudo` where that asks nothing.
 *
 * @throws Error when this machine lets nobody mount
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
      // Lazily: a browser that was killed may still be leaving.
      run("umount", "-l", folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
