import { execFile } from "node:child_process";
import { cp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { findGo } from "../support/collector/find-go.ts";
import { cacheFolder } from "../support/folders.ts";
import { installOnce } from "../support/install-once.ts";

const run = promisify(execFile);
const version = "3.7.8";

/**
 * Finds the program of Grafana Loki: in the user's cache, else built there from the sources that the Go module proxy has (once, some ten
 * minutes).
 *
 * @throws Error with the words of Go when it cannot be built
 */
export async function findLoki(): Promise<string> {
  try {
    return join(await installOnce(`loki-${version}`, build, cacheFolder), "loki");
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    const words = stderr.split("\n").filter((line) => !line.startsWith("go: downloading "));
    throw new Error(`no Grafana Loki, which is built with Go: ${words.join("\n").slice(-2_000)}`, { cause: error });
  }
}

async function build(draft: string): Promise<void> {
  const go = await findGo();
  console.log(`Building Grafana Loki ${version} into ${cacheFolder} (once, some ten minutes)`);
  const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off" };
  const options = { env, cwd: draft, maxBuffer: 16_000_000 };
  const { stdout } = await run(go, ["mod", "download", "-json", `github.com/grafana/loki/v3@v${version}`], options);
  const { Dir: sources } = JSON.parse(stdout) as { Dir: string };
  const copy = join(draft, "sources");
  await cp(sources, copy, { recursive: true });
  // What Go's cache has is read-only.
  await run("chmod", ["-R", "u+w", copy]);
  const there = { ...options, cwd: copy };
  // In the module of the proxy the folder is missing that this line points to.
  await run(go, ["mod", "edit", "-dropreplace", "github.com/grafana/loki/pkg/push"], there);
  await run(go, ["build", "-mod=mod", "-o", join(draft, "loki.built"), "./cmd/loki"], there);
  await rename(join(draft, "loki.built"), join(draft, "loki"));
  await rm(copy, { recursive: true });
}
