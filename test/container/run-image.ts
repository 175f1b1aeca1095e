import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { BuiltStage } from "./run-steps.ts";

const run = promisify(execFile);

/** A program in a root, as an engine runs it: process 1 of its own, with a network of its own. Must be stopped. */
export interface RunningImage {
  /** Runs a command beside it, as a health check does. @returns its output @throws Error when it fails */
  execute(command: string[]): Promise<string>;
  /** Sends SIGTERM to it; resolves with its exit code. */
  stop(): Promise<number>;
  /** Output so far. */
  printed(): string;
}

/** Starts the command with the user, the variables and the folder of an image, its root read-only but for /tmp. */
export function runImage(image: BuiltStage, command: string[]): RunningImage {
  const { root, workdir, user, variables } = image;
  const prepare = [
    "ip link set lo up",
    `mount --bind ${root} ${root}`,
    `mount -t proc proc ${root}/proc`,
    `mount -t tmpfs -o mode=1777 tmpfs ${root}/tmp`,
    `mount -o remount,bind,ro ${root}`,
    `exec chroot --userspec=${user} ${root} /bin/sh -ec 'cd "$0" && exec "$@"' "$@"`,
  ].join(" && ");
  const spaces = ["--mount", "--pid", "--net", "--fork", "--kill-child"];
  const child = spawn("unshare", [...spaces, "sh", "-ec", prepare, "sh", workdir, ...command], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...variables, HOME: "/tmp" },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
  }
  const ended = once(child, "close") as Promise<[number | null]>;
  const inner = async () => {
    const pid = String(child.pid);
    return (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim();
  };
  return {
    async execute(words) {
      const [uid = "", gid = ""] = user.split(":");
      const enter = [
        "--target",
        await inner(),
        "--mount",
        "--pid",
        "--net",
        `--root`,
        `--setuid=${uid}`,
        `--setgid=${gid}`,
      ];
      const { stdout } = await run("nsenter", [...enter, ...words], { env: { ...variables } });
      return stdout;
    },
    async stop() {
      process.kill(Number(await inner()), "SIGTERM");
      return (await ended)[0] ?? -1;
    },
    printed: () => printed,
  };
}
