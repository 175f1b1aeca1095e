import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildPage } from "../../src/companion/build-page.ts";
import { projectFolder } from "../support/folders.ts";

/** A file of the console's npm package. */
export interface PackedFile {
  path: string;
  size: number;
}

/** The console's npm package, installed in a folder that had nothing. Must be closed. */
export interface InstalledPackage {
  /** Where it is installed. */
  folder: string;
  /** The command `audiokit-console`. */
  command: string;
  files: PackedFile[];
  /** Size of the package, in bytes. */
  sizeBytes: number;
  close(): Promise<void>;
}

const run = promisify(execFile);

/** Packs the console as `npm publish` does, and installs the package without the optional engines. */
export async function installPackage(): Promise<InstalledPackage> {
  await buildPage(projectFolder, () => undefined, new AbortController().signal);
  // A page that was built just now has no declarations beside it.
  const tsc = join(projectFolder, "node_modules/typescript/bin/tsc");
  const declarations = [tsc, "-p", join(projectFolder, "src/library/tsconfig.types.json")];
  if (!existsSync(join(projectFolder, "dist/library.d.ts"))) await run(process.execPath, declarations);
  await run(process.execPath, [join(projectFolder, "src/companion/build-program.ts")]);

  const folder = await mkdtemp(join(tmpdir(), "audiokit-package-"));
  // What `prepack` does is done.
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const { stdout } = await run("npm", pack, { cwd: projectFolder, maxBuffer: 16_000_000 });
  const [packed] = JSON.parse(stdout) as { filename: string; size: number; files: PackedFile[] }[];
  const { filename, size: sizeBytes, files } = packed!;
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  // `npm ci` has left in npm's cache what the package needs.
  const options = ["--omit=optional", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  await run("npm", ["install", ...options, join(folder, filename)], { cwd: folder });
  return {
    ...{ folder, files, sizeBytes },
    command: join(folder, "node_modules/.bin/audiokit-console"),
    close: () => rm(folder, { recursive: true }),
  };
}
