import { openBenchPage, type BenchPage } from "./browser-page.ts";
import { openOverviewPeers } from "./overview-peers.ts";
import { median, report } from "./report.ts";

// Speed of the overview against its peers, in turns: ours in a worker of a real Chromium, Dexie in another, DuckDB and jq native.
// `node test/bench/overview.bench.ts [--only name,name] [--events 300000]`

const rounds = 3;
/** A log that was left alone for so long is as a returning user finds it. */
const settleMs = 15_000;
const options = new Map(
  process.argv.slice(2).flatMap((word, at, words) => (word.startsWith("--") ? [[word, words[at + 1]]] : [])),
);
const only = options.get("--only")?.split(",");
const isWanted = (...benches: string[]) => only === undefined || benches.some((bench) => only.includes(bench));
const count = Number(options.get("--events") ?? 300_000);

/** Measured over one log. */
const ofOneLog = ["overview-cold", "overview-warm", "overview-cold-duckdb", "overview-cold-jq"];

const steps: Record<string, (page: BenchPage) => Promise<void>> = {
  [ofOneLog.join()]: async (page) => {
    const needsDexie = isWanted("overview-cold", "overview-warm");
    await page.run("build", needsDexie, settleMs);
    const peers = await openOverviewPeers(count);
    const [cold, warm, dexie, duckdb, jq]: number[][] = [[], [], [], [], []];
    try {
      for (let round = 0; round < rounds; round++) {
        const ours = await page.run("overviewOurs", 5);
        cold!.push(ours.cold);
        warm!.push(...ours.warm);
        const answers = [];
        if (needsDexie) answers.push(await page.run("overviewDexie", ours.bins));
        if (isWanted("overview-cold-duckdb")) answers.push(await peers.duckdb(ours.bins));
        if (isWanted("overview-cold-jq")) jq!.push(await peers.readmeLines());
        for (const { p95Ms } of answers) {
          if (p95Ms !== ours.p95Ms) throw new Error(`p95 is ${String(ours.p95Ms)}, and ${String(p95Ms)} by the peer`);
        }
        if (needsDexie) dexie!.push(answers[0]!.ms);
        if (isWanted("overview-cold-duckdb")) duckdb!.push(answers.at(-1)!.ms);
      }
    } finally {
      await peers.close();
    }
    const faster = { faster: true };
    if (needsDexie) {
      report("overview-cold", "Dexie toArray", median(cold!), median(dexie!), faster);
      report("overview-warm", "Dexie toArray", median(warm!), median(dexie!), faster);
    }
    if (duckdb!.length > 0) report("overview-cold-duckdb", "DuckDB over JSONL", median(cold!), median(duckdb!), faster);
    if (jq!.length > 0) report("overview-cold-jq", "four jq lines", median(cold!), median(jq!), faster);
  },

  "overview-live": async (page) => {
    await page.run("fillLog", "bench-small", 1_000);
    await page.run("fillLog", "bench-large", 1_000_000);
    const [small, large]: number[][] = [[], []];
    for (let round = 0; round < 5; round++) {
      small!.push(...(await page.run("overviewLive", "bench-small", 40)));
      large!.push(...(await page.run("overviewLive", "bench-large", 40)));
    }
    report("overview-live", "itself at 10^3", median(large!), median(small!));
  },
};

for (const [name, step] of Object.entries(steps)) {
  if (!isWanted(...name.split(","))) continue;
  const page = await openBenchPage();
  try {
    await page.run("prepare", count);
    await step(page);
  } finally {
    await page.close();
  }
}
