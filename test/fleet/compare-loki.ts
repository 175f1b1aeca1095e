// Whether a real Grafana Loki counts what the Overview counts: `npm run fleet:loki`. Starts Loki and the Collector with the files of
// `deploy/`, ships the logs of two browsers through the console's own outbox, the older one last, and asks Loki by the queries of
// `deploy/queries.md`. Prints a line for each number, and fails when one differs. Not part of `npm test`: Loki takes ten minutes to build.
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pause } from "../../src/basics/abort.ts";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { collectorProcess } from "../support/collector/collector-process.ts";
import { findCollector } from "../support/collector/find-collector.ts";
import { projectFolder } from "../support/folders.ts";
import { openExploredLog } from "../support/open-explored-log.ts";
import { findLoki } from "./find-loki.ts";
import { logQlCount, logQlPercentile, logQlShare } from "./overview-queries.ts";
import { shipLog } from "./ship-log.ts";

const hourMs = 3_600_000;
const startsWithinMs = 120_000;
const found = await findCollector();
if ("missing" in found) throw new Error(found.missing);

await using parts = new AsyncDisposableStack();
const loki = await startLoki();
const port = await claimPort("127.0.0.1", 0);
const collector = collectorProcess(
  found.program,
  [
    ...["collector.yaml", "to-loki.yaml"].map((name) => join(projectFolder, "deploy", name)),
    "yaml:service::telemetry::metrics::level: none",
  ],
  { LISTEN: `127.0.0.1:${String(port)}`, LOKI_URL: loki },
);
parts.defer(() => collector.kill());
await collector.start();

const nowMs = Date.now();
const recent = [
  ...generateCalls(6_000, { seed: 1, startMs: nowMs - 2 * hourMs, lengthMs: 1.9 * hourMs, failureRate: 0.08 }),
];
const old = [
  ...generateCalls(4_000, { seed: 2, startMs: nowMs - 80 * hourMs, lengthMs: 30 * hourMs, failureRate: 0.05 }),
];
for (const [name, events] of Object.entries({ recent, "three days old": old })) {
  const [state] = (await shipLog(`http://127.0.0.1:${String(port)}`, events)).slice(-1);
  check(`records taken, ${name}`, state!.sent.records, events.length);
  check(`records refused, ${name}`, state!.refusedRecords, 0);
}

const { engine } = await openExploredLog([...old, ...recent]);
const { all, operations, errors } = await engine.overview({ range: {}, hasOwnCalls: false });
const range = "96h";
// What is older than three hours is found when it is on disk.
await fetch(`${loki}/flush`, { method: "POST" });
for (let waitedMs = 0; waitedMs < startsWithinMs; waitedMs += 1_000) {
  const [answer] = await ask(logQlCount(range, "calls"));
  if (answer?.value === all.total.calls) break;
  await pause(1_000);
}
for (const what of ["calls", "successes", "errors", "cancelled"] as const) {
  const [answer] = await ask(logQlCount(range, what));
  check(what, Number(answer?.value), all.total[what]);
}
const [rate] = await ask(logQlShare(range, "successes"));
check("success rate", rounded(rate?.value), rounded(all.total.successes / (all.total.successes + all.total.errors)));
const byOperation = await ask(logQlCount(range, "calls", ["service", "operation"]));
for (const { service, operation, calls } of operations) {
  const series = byOperation.find(({ metric }) => metric["service"] === service && metric["operation"] === operation);
  check(`calls, ${service} ${operation}`, series?.value, calls);
}
check("operations", byOperation.length, operations.length);
const byType = await ask(logQlCount(range, "errors", ["service", "error_error_type"]));
for (const { service, type, count } of errors) {
  const series = byType.find(({ metric }) => metric["service"] === service && metric["error_error_type"] === type);
  check(`errors, ${service} ${type}`, series?.value, count);
}
const percentile = { share: 0.95, field: "duration_ms", by: ["service", "operation"] };
for (const { metric, value } of await ask(logQlPercentile(range, "ended", percentile))) {
  const { service, operation } = metric;
  const ours = operations.find((one) => one.service === service && one.operation === operation)?.p95Ms ?? NaN;
  // Loki's lies between two calls, of which ours is one or the other.
  const [below, above] = neighbours(service!, operation!, percentile.share);
  const isBetween = [value, ours].every((one) => one >= below! * 0.999 && one <= above! * 1.001);
  check(`p95 between the same two calls, ${service!} ${operation!}`, isBetween, true);
}
const names = (await get("/loki/api/v1/labels")) as { data: string[] };
check("labels", names.data.filter((name) => !name.startsWith("__")).join(), "deployment_environment_name,service_name");
const rules = (await get("/prometheus/api/v1/rules")) as { data: { groups: { rules: { health: string }[] }[] } };
check("alert rules that Loki has loaded", rules.data.groups.flatMap((group) => group.rules).length, 3);

/** The durations of the two calls between which a percentile lies. */
function neighbours(service: string, operation: string, share: number): [number | undefined, number | undefined] {
  const durations = [...old, ...recent]
    .filter((event) => event.service === service && event.operation === operation && event.event !== "request_start")
    .flatMap(({ duration_ms: durationMs }) => durationMs ?? [])
    .sort((a, b) => a - b);
  const rank = share * (durations.length - 1);
  return [durations[Math.floor(rank)], durations[Math.ceil(rank)]];
}

function check(name: string, theirs: unknown, ours: unknown): void {
  const isEqual = theirs === ours;
  console.log(JSON.stringify({ compared: name, loki: theirs, console: ours, equal: isEqual }));
  if (!isEqual) process.exitCode = 1;
}

function rounded(value: number | undefined): number {
  return Number((value ?? NaN).toFixed(6));
}

async function get(path: string): Promise<unknown> {
  const response = await fetch(loki + path);
  if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
  return response.json();
}

/** The series of an instant query, each with its labels. */
async function ask(query: string): Promise<{ metric: Record<string, string>; value: number }[]> {
  const parameters = new URLSearchParams({ query, time: String((nowMs + hourMs) / 1000) });
  const answer = (await get(`/loki/api/v1/query?${parameters.toString()}`)) as {
    data: { result: { metric: Record<string, string>; value: [number, string] }[] };
  };
  return answer.data.result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
}

/** Starts it with an empty folder. @returns its URL */
async function startLoki(): Promise<string> {
  const program = await findLoki();
  const folder = await mkdtemp(join(tmpdir(), "audiokit-loki-"));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const rulesFolder = join(folder, "rules");
  await mkdir(join(rulesFolder, "fake"), { recursive: true });
  await cp(join(projectFolder, "deploy/loki-rules.yaml"), join(rulesFolder, "fake/audiokit.yaml"));
  const [http, grpc] = [await claimPort("127.0.0.1", 0), await claimPort("127.0.0.1", 0)];
  const env = { ...process.env, LOKI_PORT: String(http), LOKI_FOLDER: join(folder, "loki"), LOKI_RULES: rulesFolder };
  const words = [
    `-config.file=${join(projectFolder, "deploy/loki.yaml")}`,
    ...["-config.expand-env=true", "-log.level=error", "-reporting.enabled=false"],
    ...["-server.http-listen-address=127.0.0.1", "-server.grpc-listen-address=127.0.0.1"],
    `-server.grpc-listen-port=${String(grpc)}`,
  ];
  const child = spawn(program, words, { env, cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
  parts.defer(() => void child.kill("SIGKILL"));
  const url = `http://127.0.0.1:${String(http)}`;
  const deadline = AbortSignal.timeout(startsWithinMs);
  for (;;) {
    if (child.exitCode !== null) throw new Error("Loki ended before it was ready; its words stand above");
    deadline.throwIfAborted();
    if (
      await fetch(`${url}/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return url;
    await pause(500);
  }
}
