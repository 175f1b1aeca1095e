import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { onPath } from "./browser.ts";

/**
 * Installs Debian's packages whose program is not on `PATH`, where that changes no person's system: in CI, as root. Elsewhere
 * it does nothing.
 *
 * @param packages name of the package by that of its program
 * @throws Error when apt-get fails
 */
export async function installInCi(packages: Record<string, string>): Promise<void> {
  const missing = Object.entries(packages).flatMap(([program, name]) =>
    onPath([program]) === undefined ? [name] : [],
  );
  if (missing.length === 0 || process.env["CI"] !== "true" || process.getuid?.() !== 0) return;
  const apt = (...words: string[]) => promisify(execFile)("apt-get", ["-qq", ...words]);
  await apt("update");
  await apt("install", "-y", "--no-install-recommends", ...missing);
}
