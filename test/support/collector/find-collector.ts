import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rename, rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../folders.ts";
import { installOnce } from "../install-once.ts";
import { findGo } from "./find-go.ts";

const run = promisify(execFile);
const version = "0.116.0";
const parts = join(import.meta.dirname, "builder.yaml");

/** The program of an OpenTelemetry Collector, or why there is none. */
export type FoundCollector = { program: string } | { missing: string };

/**
 * Finds the OpenTelemetry Collector that `builder.yaml` describes: in the user's cache, else built there from the sources that the Go
 * module proxy has (once, a few minutes). `GOPROXY`, `GOFLAGS` and Go's own caches are those of the environment.
 */
export async function findCollector(): Promise<FoundCollector> {
  const made = createHash("sha256")
    .update(await readFile(parts))
    .digest("hex")
    .slice(0, 8);
  try {
    return { program: join(await installOnce(`otelcol-${version}-${made}`, build, cacheFolder), "otelcol") };
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    const words = `${String(error)} ${stderr}`.replaceAll(/\s+/g, " ");
    return { missing: `no OpenTelemetry Collector, which is built with Go: ${words.slice(0, 1000)}` };
  }
}

async function build(draft: string): Promise<void> {
  const go = await findGo();
  console.log(`Building an OpenTelemetry Collector ${version} into ${cacheFolder} (once, a few minutes)`);
  // Without cgo no C compiler is needed.
  const path = [dirname(go), process.env["PATH"] ?? ""].join(delimiter);
  const env = { ...process.env, PATH: path, GOBIN: draft, CGO_ENABLED: "0" };
  await run(go, ["install", `go.opentelemetry.io/collector/cmd/builder@v${version}`], { env, cwd: draft });
  await run(join(draft, "builder"), ["--config", parts], { env, cwd: draft, maxBuffer: 16_000_000 });
  await rename(join(draft, "build/otelcol"), join(draft, "otelcol"));
  for (const rest of ["build", "builder"]) await rm(join(draft, rest), { recursive: true });
}
