// How many browsers a Collector bears: `npm run fleet -- [SECONDS OF A STEP]`, default 10. Plays browsers with the console's own outbox
// against the real Collector as `deploy/` configures it, with a server in place of the log store, and prints a line for each step:
// records offered and taken in a second, bytes of a record on the wire, the Collector's processor time for 1,000 records and its
// memory, answers, and the lag. Not part of `npm test`; Linux only.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { collectorProcess } from "../support/collector/collector-process.ts";
import { findCollector } from "../support/collector/find-collector.ts";
import { projectFolder } from "../support/folders.ts";
import { quantile, short } from "../bench/report.ts";
import type { Played, Step } from "./browsers.ts";
import type { Posts } from "./posts.ts";
import { processUse } from "./process-use.ts";
import { openStoreInPlace } from "./store-in-place.ts";

const lengthMs = Number(process.argv[2] ?? 10) * 1_000;
const found = await findCollector();
if ("missing" in found) throw new Error(found.missing);
const { program } = found;

await using parts = new AsyncDisposableStack();
const store = await openStoreInPlace();
parts.defer(() => store.close());
const [browsers, posts] = await Promise.all(["browsers.ts", "posts.ts"].map(player));
const machine = { cores: cpus().length, model: cpus()[0]?.model, load: loadavg()[0] };
console.log(JSON.stringify({ fleet: "machine", ...machine, step_s: lengthMs / 1000 }));

/** Longest time for what browsers have waiting after an outage, in milliseconds. */
const outageMs = 60_000;
const atOnce = ["to-loki.yaml"];
const inBatches = ["to-loki.yaml", "to-loki-in-batches.yaml"];

// One core for the Collector, and no more can be taken: what it bears.
for (const records of [2, 1_000]) {
  for (const connections of [1, 8, 64]) {
    for (const [how, files] of Object.entries({ "at once": atOnce, "in batches": inBatches })) {
      const scenario = `posts of ${String(records)}, ${how}`;
      await step(scenario, files, posts!, { records, connections, lengthMs }, { GOMAXPROCS: "1" });
    }
  }
}
// Browsers whose people make a call in 20 seconds, far more than people do: so one machine plays many.
for (const browsersOfStep of [500, 1_000, 2_000, 4_000, 8_000]) {
  const played = await playBrowsers("calls, at once", atOnce, { browsers: browsersOfStep });
  if (played.taken < 0.9 * played.offered) break;
}
for (const browsersOfStep of [1, 4, 16]) {
  const waiting = { callsPerHour: 1, waiting: 5_000, drainMs: outageMs };
  await playBrowsers("after an outage, at once", atOnce, { browsers: browsersOfStep, ...waiting });
}
// A store that answers 100 requests in a second and refuses beyond that.
store.setLimits({ delayMs: 40, atOnce: 4, queue: 20 });
await playBrowsers("slow store, at once", atOnce, { browsers: 4_000 });
await playBrowsers("slow store, in batches", inBatches, { browsers: 4_000 });

async function player(name: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, name));
  parts.defer(() => void child.kill());
  await once(child, "message");
  return child;
}

function playBrowsers(scenario: string, files: string[], of: Partial<Step> & Pick<Step, "browsers">): Promise<Played> {
  return step(scenario, files, browsers!, { callsPerHour: 180, waiting: 0, lengthMs, drainMs: lengthMs, ...of });
}

/** Plays a step against a new Collector, and prints its line. */
async function step(
  scenario: string,
  files: string[],
  by: ChildProcess,
  of: Omit<Step, "endpoint"> | Omit<Posts, "endpoint">,
  env: Record<string, string> = {},
): Promise<Played> {
  const port = await claimPort("127.0.0.1", 0);
  const configurations = ["collector.yaml", ...files].map((name) => join(projectFolder, "deploy", name));
  const collector = collectorProcess(program, [...configurations, "yaml:service::telemetry::metrics::level: none"], {
    LISTEN: `127.0.0.1:${String(port)}`,
    LOKI_URL: store.url,
    ...env,
  });
  await collector.start();
  const pid = collector.pid()!;
  let residentBytes = 0;
  const watch = setInterval(() => {
    void processUse(pid).then((use) => (residentBytes = Math.max(residentBytes, use.residentBytes)));
  }, 200);
  const before = await processUse(pid);
  by.send({ ...of, endpoint: `http://127.0.0.1:${String(port)}` });
  const [played] = (await once(by, "message")) as [Played];
  const after = await processUse(pid);
  clearInterval(watch);
  await collector.kill();
  print(scenario, of, played, after.cpuSeconds - before.cpuSeconds, residentBytes);
  return played;
}

function print(scenario: string, of: object, played: Played, cpuSeconds: number, residentBytes: number): void {
  const { offered, taken, answers, sentBytes, lagsMs, seconds } = played;
  const requests = Object.values(answers).reduce((sum, one) => sum + one, 0);
  const lagMs = (share: number) => (lagsMs.length === 0 ? null : Math.round(quantile(lagsMs, share)));
  const [size] = Object.entries(of).filter(([name]) => name === "browsers" || name === "connections");
  console.log(
    JSON.stringify({
      ...{ fleet: scenario, ...(size && { [size[0]]: size[1] as number }) },
      ...{ offered_a_second: short(offered / seconds), taken_a_second: short(taken / seconds) },
      posts_a_second: short(requests / seconds),
      wire_bytes_a_record: short(sentBytes / Math.max(1, taken)),
      cpu_s_per_1000_records: short((cpuSeconds / Math.max(1, taken)) * 1000),
      cpu_ms_per_post: short((cpuSeconds / Math.max(1, requests)) * 1000),
      cores: short(cpuSeconds / seconds),
      mb: short(residentBytes / 1e6),
      ...{ lag_p50_ms: lagMs(0.5), lag_p95_ms: lagMs(0.95) },
      player_cores: short(played.cpuSeconds / seconds),
      answers,
    }),
  );
}
