import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../support/folders.ts";

/** A package that reaches whoever uses the console: installed beside the companion, or inside the page's bundle. */
export interface ShippedPackage {
  name: string;
  version: string;
  /** The SPDX expression of its manifest; undefined when it states none. */
  licence: string | undefined;
  /** Where npm found it and what it hashed to (`sha512-<base64>`). */
  integrity: string | undefined;
  /** Folder, from the project's root. */
  folder: string;
  /** The console works without it. */
  isOptional: boolean;
  /** Code of it is in the page's bundle. */
  isInPage: boolean;
  /** Folders of the shipped packages that it needs. */
  needs: string[];
}

/** What `package-lock.json` says of one folder. */
interface LockEntry {
  name?: string;
  version?: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** Packages of which files are copied into the console's own npm package, by `npm run build:program`. */
const copied: ReadonlySet<string> = new Set(["node_modules/@moonshine-ai/moonshine-js"]);

/**
 * Lists what is shipped: every package that `npm ci --omit dev` installs, every one with code in the page's bundle, whatever
 * `package.json` calls it, and the one whose model is copied; stand-ins of our own are left out. `npm sbom --omit dev` is no substitute: it leaves out packages that a development dependency needs too.
 *
 * @param bundled folders of the packages in the bundle, from {@link bundledFolders}
 */
export function shippedPackages(bundled: ReadonlySet<string>): ShippedPackage[] {
  const lock = JSON.parse(readFileSync(join(projectFolder, "package-lock.json"), "utf8")) as {
    packages: Record<string, LockEntry>;
  };
  const missing = [...bundled].filter((folder) => !(folder in lock.packages));
  if (missing.length > 0) throw new Error(`package-lock.json does not list ${missing.join(", ")} of the bundle`);
  // npm marks what a development dependency needs too as it marks a tool's optional peer.
  const optional = foldersBelow(lock.packages[""]!.optionalDependencies ?? {}, lock.packages);
  const isShipped = (folder: string, entry: LockEntry) =>
    [bundled, copied, optional].some((folders) => folders.has(folder)) ||
    (folder.startsWith("node_modules/") && !entry.dev && !entry.devOptional && !entry.link);
  const shipped = Object.entries(lock.packages).filter(([folder, entry]) => isShipped(folder, entry));
  const folders = new Set(shipped.map(([folder]) => folder));
  return shipped.map(([folder, entry]) => ({
    name: entry.name ?? nameOf(folder),
    version: entry.version ?? "",
    licence: entry.license,
    integrity: entry.integrity,
    folder,
    isOptional: optional.has(folder),
    isInPage: bundled.has(folder),
    needs: needsOf(folder, entry, lock.packages).filter((need) => folders.has(need)),
  }));
}

/** Folders of the packages that the project itself asks for and that are shipped. */
export function directFolders(packages: ShippedPackage[]): string[] {
  const lock = JSON.parse(readFileSync(join(projectFolder, "package-lock.json"), "utf8")) as {
    packages: Record<string, LockEntry & { devDependencies?: Record<string, string> }>;
  };
  const root = lock.packages[""]!;
  const entry = { ...root, dependencies: { ...root.dependencies, ...root.devDependencies } };
  const needs = needsOf("", entry, lock.packages);
  return packages.map(({ folder }) => folder).filter((folder) => needs.includes(folder));
}

/**
 * Reads from the source maps of `dist/` which packages have code in the page, its workers and the library.
 *
 * @returns folders such as `node_modules/svelte`
 * @throws Error when nothing is built
 */
export function bundledFolders(): Set<string> {
  const maps = globSync("dist/**/*.js.map", { cwd: projectFolder });
  if (maps.length === 0) throw new Error("there is no bundle in dist/: run `npm run build` first");
  const sources = maps.flatMap((file) => {
    const map = JSON.parse(readFileSync(join(projectFolder, file), "utf8")) as { sources: string[] };
    return map.sources;
  });
  return new Set(sources.flatMap((source) => packageFolder(source) ?? []));
}

/** The package's folder in the path of a source, undefined for sources of our own. */
export function packageFolder(source: string): string | undefined {
  return /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** Folders of packages, and of all that they need. @param names of packages that the project asks for */
function foldersBelow(names: Record<string, string>, packages: Record<string, LockEntry>): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (folder: string): void => {
    if (found.has(folder)) return;
    found.add(folder);
    for (const need of needsOf(folder, packages[folder]!, packages)) add(need);
  };
  for (const name of Object.keys(names)) add(`node_modules/${name}`);
  return found;
}

/** Folders that a package's imports resolve to: its own `node_modules` first, then each one above it. */
function needsOf(folder: string, entry: LockEntry, packages: Record<string, LockEntry>): string[] {
  const names = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies });
  return names.flatMap((name) => {
    for (let home = folder; ; home = home.slice(0, Math.max(0, home.lastIndexOf("/node_modules/")))) {
      const candidate = home === "" ? `node_modules/${name}` : `${home}/node_modules/${name}`;
      if (candidate in packages) return [candidate];
      if (home === "") return [];
    }
  });
}
