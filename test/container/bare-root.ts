import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder, projectFolder } from "../support/folders.ts";
import { installOnce } from "../support/install-once.ts";

const run = promisify(execFile);

/** Files of certificates that the registries of this machine may need, by variable. */
const certificateFiles = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "PIP_CERT"] as const;
/** What else tells npm and pip where their registries are. */
const registries = /^(?:npm_config_registry|PIP_INDEX_URL|PIP_FIND_LINKS|https?_proxy|no_proxy)$/i;

/**
 * Makes what an official image has as far as the steps need it: a bare Debian with Node and npm, or with Python and pip. Debian comes
 * from its own archive (`debootstrap`), once into the user's cache; Node is the one of this project.
 *
 * @param image what FROM names, such as `node:24.21.0-bookworm-slim`
 * @param root folder that is made
 * @throws Error when it is another image, or another version of Node
 */
export async function makeRoot(image: string, root: string): Promise<void> {
  const [, kind, version = "", release = ""] =
    /^(node|python):([\d.]+)(?:-slim)?-([a-z]+)(?:-slim)?$/.exec(image) ?? [];
  if (kind === undefined) throw new Error(`FROM ${image}: neither a Node nor a Python of a release of Debian`);
  await run("cp", ["-a", await debian(release), root]);
  if (kind === "node") await addNode(root, version);
  for (const name of certificateFiles) await copyCertificates(process.env[name], root);
}

/** Variables by which npm and pip reach their registries in a root as they do here. */
export function registryVariables(): Record<string, string> {
  const named = Object.entries(process.env).filter(
    ([name]) => registries.test(name) || (certificateFiles as readonly string[]).includes(name),
  );
  return Object.fromEntries(named.map(([name, value]) => [name, value ?? ""]));
}

function debian(release: string): Promise<string> {
  return installOnce(
    `debian-${release}`,
    async (draft) => {
      console.log(`Installing Debian ${release} into ${cacheFolder} (once, two minutes)`);
      const args = ["--variant=minbase", "--include=ca-certificates,python3,python3-pip", release, draft];
      await run("debootstrap", [...args, "http://deb.debian.org/debian"], { maxBuffer: 64_000_000 });
    },
    cacheFolder,
  );
}

async function addNode(root: string, version: string): Promise<void> {
  const own = join(projectFolder, "node_modules/node/bin/node");
  const { stdout } = await run(own, ["--version"]);
  if (stdout.trim() !== `v${version}`) throw new Error(`FROM has Node ${version}, this project ${stdout.trim()}`);
  await copyFile(own, join(root, "usr/local/bin/node"));
  const npm = dirname(dirname(process.env["npm_execpath"] ?? ""));
  await cp(npm, join(root, "usr/local/lib/node_modules/npm"), { recursive: true });
  await symlink("../lib/node_modules/npm/bin/npm-cli.js", join(root, "usr/local/bin/npm"));
}

async function copyCertificates(file: string | undefined, root: string): Promise<void> {
  if (!file) return;
  await mkdir(join(root, dirname(file)), { recursive: true });
  await copyFile(file, join(root, file));
}
