import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { projectFolder } from "../support/folders.ts";
import { registryVariables } from "./bare-root.ts";
import type { Stage, Step } from "./read-dockerfile.ts";

const run = promisify(execFile);

/** What the steps of a stage leave for whoever runs its image. */
export interface BuiltStage {
  /** Folder of its file system. */
  root: string;
  workdir: string;
  /** `uid:gid`. */
  user: string;
  variables: Record<string, string>;
}

/**
 * Runs the steps of a stage in its root, as root and with the registries of this machine, and says each one.
 *
 * @param built the stages before, by name
 * @throws Error when a step fails; its output is on the terminal
 */
export async function runSteps(stage: Stage, root: string, built: Map<string, BuiltStage>): Promise<BuiltStage> {
  const state: BuiltStage = {
    ...{ root, workdir: "/", user: "0:0" },
    variables: { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root" },
  };
  for (const step of stage.steps) {
    const startedAtMs = performance.now();
    await runStep(step, state, built);
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    console.log(`${stage.name ?? "last"}: ${describe(step)} (${seconds} s)`);
  }
  return state;
}

async function runStep(step: Step, state: BuiltStage, built: Map<string, BuiltStage>): Promise<void> {
  switch (step.kind) {
    case "env":
      Object.assign(state.variables, step.variables);
      break;
    case "user":
      state.user = step.ids;
      break;
    case "workdir":
      state.workdir = resolve(state.workdir, step.path);
      await mkdir(join(state.root, state.workdir), { recursive: true });
      break;
    case "run":
      await runCommand(step.command, state);
      break;
    case "copy":
      await copy(step, state, built);
  }
}

async function runCommand(command: string, { root, workdir, variables }: BuiltStage): Promise<void> {
  await run("cp", ["/etc/resolv.conf", join(root, "etc/resolv.conf")]);
  const script = `mount -t proc proc ${root}/proc && exec chroot ${root} /bin/sh -ec 'cd "$1" && eval "$2"' sh "$1" "$2"`;
  const child = spawn("unshare", ["--mount", "sh", "-ec", script, "sh", workdir, command], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...registryVariables(), ...variables },
  });
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`RUN ${command}: exit code ${String(code)}`);
}

async function copy(step: Step & { kind: "copy" }, state: BuiltStage, built: Map<string, BuiltStage>): Promise<void> {
  const from = step.from === undefined ? projectFolder : built.get(step.from)?.root;
  if (from === undefined) throw new Error(`COPY --from=${step.from ?? ""}: there is no such stage before`);
  const target = join(state.root, resolve(state.workdir, step.target));
  const isInto = step.target.endsWith("/") || step.sources.length > 1;
  for (const source of step.sources) {
    const path = join(from, source);
    if ((await stat(path)).isDirectory()) {
      await mkdir(target, { recursive: true });
      const names = await readdir(path);
      const ignored = step.from === undefined && source === "." ? await ignoredNames() : new Set<string>();
      const copied = names.filter((name) => !ignored.has(name)).map((name) => join(path, name));
      await run("cp", ["-a", ...copied, target]);
    } else {
      const file = isInto ? join(target, basename(source)) : target;
      await mkdir(join(file, ".."), { recursive: true });
      await run("cp", ["-a", path, file]);
    }
  }
}

/** Names at the root of the checkout that an engine is not sent. @throws Error for a pattern, which this does not know */
async function ignoredNames(): Promise<Set<string>> {
  const lines = (await readFile(join(projectFolder, ".dockerignore"), "utf8"))
    .split("\n")
    .filter((line) => line !== "");
  const pattern = lines.find((line) => !/^[\w.-]+$/.test(line));
  if (pattern !== undefined) throw new Error(`.dockerignore: ${pattern} is no plain name`);
  return new Set(lines);
}

function describe(step: Step): string {
  switch (step.kind) {
    case "run":
      return `RUN ${step.command}`;
    case "copy":
      return `COPY ${step.from === undefined ? "" : `--from=${step.from} `}${step.sources.join(" ")} ${step.target}`;
    case "env":
      return `ENV ${Object.keys(step.variables).join(" ")}`;
    case "workdir":
      return `WORKDIR ${step.path}`;
    case "user":
      return `USER ${step.ids}`;
  }
}
