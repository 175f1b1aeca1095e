// Scores of the pages that people open first, by Lighthouse: `npm run lighthouse -- [PATH...]`, default `/`, `/logs` and `/dashboard`,
// each for a phone (its network and processor simulated, as Lighthouse does by default) and for a desktop computer. Prints a JSON line
// for each: the median of five, the load of the machine before, and how fast Lighthouse found it (`machine`; a fast desktop computer has
// 1500 and more, a phone of the middle class about 400). A load above 2 makes the scores worse, and so does a machine that is slower than
// Lighthouse thinks: `--slowdown 1` simulates a phone that is as fast as this machine; default 4 for a phone, 1 for a desktop computer.
// `--rounds 1` measures once, `--device desktop` on one of the two, `--url http://127.0.0.1:8080` what is served there, and
// `--reports FOLDER` keeps Lighthouse's reports. Needs a built page; npx fetches Lighthouse from npm.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { median, short } from "../bench/report.ts";
import { findBrowser } from "../support/browser.ts";
import { startCompanion } from "../support/servers/companion.ts";

const lighthouse = "lighthouse@13.5.0";

/** What is printed of a report: scores from 0 to 100, and what a phone or computer as Lighthouse simulates it would take. */
interface Figures {
  performance: number;
  accessibility: number;
  best_practices: number;
  seo: number;
  first_paint_ms: number;
  largest_paint_ms: number;
  blocked_ms: number;
  speed_index_ms: number;
  layout_shift: number;
  /** Lighthouse's benchmark of this machine: the more, the faster. */
  machine: number;
}

interface Report {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { numericValue?: number }>;
  environment: { benchmarkIndex: number };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    device: { type: "string", multiple: true, default: ["mobile", "desktop"] },
    slowdown: { type: "string" },
    url: { type: "string" },
    reports: { type: "string" },
  },
});
const paths = positionals.length > 0 ? positionals : ["/", "/logs", "/dashboard"];
const { launch } = await findBrowser();

await using parts = new AsyncDisposableStack();
const folder = values.reports ?? (await mkdtemp(join(tmpdir(), "lighthouse-")));
await mkdir(folder, { recursive: true });
if (values.reports === undefined) parts.defer(() => rm(folder, { recursive: true }));
const origin = values.url ?? (await serve());

for (const device of values.device) {
  for (const path of paths) {
    const load = short(loadavg()[0]!);
    const rounds: Figures[] = [];
    for (let round = 1; round <= Number(values.rounds); round++) rounds.push(await measure(path, device, round));
    const names = Object.keys(rounds[0]!) as (keyof Figures)[];
    const medians = names.map((name) => [name, short(median(rounds.map((figures) => figures[name])))]);
    console.log(JSON.stringify({ path, device, load, ...Object.fromEntries(medians) }));
  }
}

/** Serves the built page until the program ends. @returns its address */
async function serve(): Promise<string> {
  const companion = startCompanion("--port", "0");
  parts.defer(async () => {
    companion.signal("SIGINT");
    await companion.ended;
  });
  return (await companion.ready).href;
}

/** Opens a page once, in a browser of its own. @param device one of Lighthouse's, `mobile` or `desktop` */
async function measure(path: string, device: string, round: number): Promise<Figures> {
  const file = join(folder, `${path.replaceAll("/", "") || "start"}-${device}-${String(round)}.json`);
  const args = ["--yes", lighthouse, new URL(path, origin).href, "--output=json", `--output-path=${file}`, "--quiet"];
  args.push("--no-enable-error-reporting", `--chrome-flags=--headless ${launch.args.join(" ")}`);
  if (device === "desktop") args.push("--preset=desktop");
  if (values.slowdown !== undefined) args.push(`--throttling.cpuSlowdownMultiplier=${values.slowdown}`);
  const env = { ...process.env, ...launch.env, CHROME_PATH: launch.executablePath };
  await promisify(execFile)("npx", args, { env });
  const { categories, audits, environment } = JSON.parse(await readFile(file, "utf8")) as Report;
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const value = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    best_practices: score("best-practices"),
    seo: score("seo"),
    first_paint_ms: value("first-contentful-paint"),
    largest_paint_ms: value("largest-contentful-paint"),
    blocked_ms: value("total-blocking-time"),
    speed_index_ms: value("speed-index"),
    layout_shift: value("cumulative-layout-shift"),
    machine: environment.benchmarkIndex,
  };
}
