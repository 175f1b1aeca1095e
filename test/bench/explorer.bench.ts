import type { ExploreView } from "../../src/store/explore.ts";
import { openBenchPage, type BenchPage } from "./browser-page.ts";
import { arrangements, openDuckPeer, type Arrangement, type DuckPeer } from "./explorer-duckdb.ts";
import { filters } from "./explorer-questions.ts";
import { median, report } from "./report.ts";

// Speed of the log explorer over rich lines, against its peers, in turns: ours in a worker of a real Chromium, DuckDB native.
// `node test/bench/explorer.bench.ts [--only name,name] [--events 300000]`

const rounds = 5;
const options = new Map(
  process.argv.slice(2).flatMap((word, at, words) => (word.startsWith("--") ? [[word, words[at + 1]]] : [])),
);
const only = options.get("--only")?.split(",");
const isWanted = (...benches: string[]) => only === undefined || benches.some((bench) => only.includes(bench));
const count = Number(options.get("--events") ?? 300_000);
const million = Number(options.get("--million") ?? 1_000_000);
const views: ExploreView[] = ["calls", "events"];
const everyFilter = filters.map((_, filter) => filter);

/** Benches over one log of 300,000 lines. */
const ofOneLog = [
  "explorer-filter",
  "explorer-filter-dexie",
  "explorer-rows",
  "explorer-first-click",
  "explorer-open",
  "explorer-open-unseen",
  "search-cold-rare",
  "search-cold-value",
  "search-cold-common",
  "search-warm",
];

const steps: Record<string, (page: BenchPage) => Promise<void>> = {
  [ofOneLog.join()]: async (page) => {
    await page.run("fillRich", count);
    if (isWanted("explorer-filter")) await measureFilter(page, count, (...line) => report("explorer-filter", ...line));
    if (isWanted("explorer-filter-dexie", "explorer-open", "explorer-open-unseen")) await measureDexie(page);
    if (isWanted("explorer-rows")) await measureRows(page);
    if (isWanted("explorer-first-click")) await measureFirstClick(page);
    const searches = ofOneLog.filter((name) => name.startsWith("search-"));
    if (isWanted(...searches)) await measureSearches(page);
  },

  differs: async (page) => {
    await page.run("fillRich", count);
    await measureDiffers(page);
  },

  "explorer-filter-1m": async (page) => {
    await page.run("fillRich", million);
    await measureFilter(page, million, (...line) => report("explorer-filter-1m", ...line));
  },

  "tail-frames": async (page) => {
    const { idle, tailing } = await page.run("tailFrames", 20);
    report("tail-frames", "the share of frames of the idle page", tailing, idle);
  },

  "explorer-memory": async (page) => {
    for (const lines of [count, million]) {
      await page.run("fillRich", lines);
      await page.run("openRich", lines);
      const before = await page.memoryBytes();
      await page.run("exploreFirst", "calls");
      await page.run("exploreFirst", "events");
      for (const filter of everyFilter) for (const view of views) await page.run("exploreChange", view, filter);
      const above = (await page.memoryBytes()) - before;
      await page.run("closeRich");
      report("explorer-memory", "the open log", (above + before) / 1e6, before / 1e6, {
        events: lines,
        above_mb: above / 1e6,
      });
    }
  },
};

for (const [names, step] of Object.entries(steps)) {
  if (!isWanted(...names.split(","))) continue;
  const page = await openBenchPage();
  try {
    await step(page);
  } finally {
    await page.close();
  }
}

type Line = [against: string, oursMs: number, theirsMs: number, more: Record<string, unknown>];

/** Each change of the filter in turns: ours, then every arrangement of the peer; the fastest of these counts. */
async function measureFilter(page: BenchPage, lines: number, say: (...line: Line) => void): Promise<void> {
  const duck = await openDuckPeer(lines);
  try {
    await page.run("openRich", lines);
    for (const view of views) {
      await page.run("exploreFirst", view);
      const ours: number[] = [];
      const theirs = new Map<Arrangement, number[]>(arrangements.map((name) => [name, []]));
      // The first round warms both.
      for (let round = 0; round <= rounds; round++) {
        for (const filter of everyFilter) {
          const own = await page.run("exploreChange", view, filter);
          if (round > 0) ours.push(own.ms);
          await measureDuck(duck, view, filter, own.total, (name, ms) => round > 0 && theirs.get(name)!.push(ms));
        }
      }
      const [[against, fastest]] = [...theirs]
        .map(([name, times]) => [name, median(times)] as const)
        .sort((a, b) => a[1] - b[1]) as [readonly [Arrangement, number]];
      say(`DuckDB, ${against}`, median(ours), fastest, { view, events: lines });
    }
  } finally {
    duck.close();
    await page.run("closeRich");
  }
}

async function measureDuck(
  duck: DuckPeer,
  view: ExploreView,
  filter: number,
  total: number,
  note: (name: Arrangement, ms: number) => unknown,
): Promise<void> {
  for (const arrangement of arrangements) {
    const other = await duck.change(view, filter, arrangement);
    if (other.total !== total)
      throw new Error(`filter ${String(filter)} of ${view}: ${String(total)} rows, DuckDB ${String(other.total)}`);
    note(arrangement, other.ms);
  }
}

/** Ours compares numbers and times too, and says what the counts mean; the peer only counts. */
async function measureDiffers(page: BenchPage): Promise<void> {
  const duck = await openDuckPeer(count);
  try {
    await page.run("openRich", count);
    await page.run("exploreFirst", "calls");
    const ours: number[] = [];
    const theirs = { "a query for each facet": [] as number[], "grouping sets": [] as number[] };
    let fields = 0;
    for (let round = 0; round <= 3; round++) {
      const own = await page.run("compareFailing");
      ({ fields } = own);
      if (round > 0) ours.push(own.ms);
      for (const arrangement of ["a query for each facet", "grouping sets"] as const) {
        const other = await duck.compare(arrangement);
        if (other.total !== own.total)
          throw new Error(`${String(own.total)} calls are compared, by DuckDB ${String(other.total)}`);
        if (round > 0) theirs[arrangement].push(other.ms);
      }
    }
    const fastest = Math.min(...Object.values(theirs).map(median));
    report("differs", "DuckDB, the same pairs of 20 fields", median(ours), fastest, { fields, events: count });
  } finally {
    duck.close();
    await page.run("closeRich");
  }
}

async function measureDexie(page: BenchPage): Promise<void> {
  await page.run("fillRichRows", count);
  for (const view of views) {
    const [opened, unseen, changed, theirs]: number[][] = [[], [], [], []];
    // A person opened this log before, and looked at it for a while: then its answers are stored.
    await page.run("openRich", count);
    await page.run("exploreFirst", view, true);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    for (let round = 0; round < 3; round++) {
      await page.run("openRich", count);
      opened!.push((await page.run("exploreFirst", view, true)).ms);
      await page.run("openRich", count);
      unseen!.push((await page.run("exploreFirst", view)).ms);
      for (const filter of everyFilter) changed!.push((await page.run("exploreChange", view, filter)).ms);
      theirs!.push((await page.run("dexieExplore", view, round)).ms);
    }
    const line = [median(theirs!), { view, faster: true }] as const;
    if (isWanted("explorer-filter-dexie")) report("explorer-filter-dexie", "Dexie toArray", median(changed!), ...line);
    if (isWanted("explorer-open")) report("explorer-open", "Dexie toArray", median(opened!), ...line);
    if (isWanted("explorer-open-unseen")) report("explorer-open-unseen", "Dexie toArray", median(unseen!), ...line);
  }
  await page.run("closeRich");
}

async function measureRows(page: BenchPage): Promise<void> {
  await page.run("openRich", count);
  for (const view of views) {
    await page.run("exploreFirst", view);
    const times: number[] = [];
    // Another filter each time, because the lines that were read are cached.
    for (const type of ["UNAUTHENTICATED", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED"])
      times.push((await page.run("exploreRareRows", view, type)).ms);
    report("explorer-rows", "itself", median(times), median(times), { view });
  }
  await page.run("closeRich");
}

/** The first change of a new worker against its later ones. */
async function measureFirstClick(page: BenchPage): Promise<void> {
  for (const view of views) {
    const [first, warm]: number[][] = [[], []];
    for (let round = 0; round < rounds; round++) {
      await page.run("openRich", count);
      await page.run("exploreFirst", view, true);
      // Nobody clicks sooner: the facets have to be read.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      first!.push((await page.run("exploreChange", view, 1)).ms);
      for (const filter of [...everyFilter, ...everyFilter])
        warm!.push((await page.run("exploreChange", view, filter)).ms);
    }
    report("explorer-first-click", "its own later change", median(first!), median(warm!), { view });
  }
  await page.run("closeRich");
}

async function measureSearches(page: BenchPage): Promise<void> {
  const bytes = await page.run("writeRichLines", count);
  const id = await page.run("richRequestId", count);
  const size = { mb: bytes / 1e6 };
  /** The first search of a new worker for each text, and the peer after it. */
  async function cold(texts: string[], run: "exploreText" | "searchRich" = "exploreText"): Promise<[number, number]> {
    const [ours, theirs]: number[][] = [[], []];
    for (const text of texts) {
      await page.run("openRich", count);
      if (run === "exploreText") await page.run("exploreFirst", "events");
      const own = await page.run(run, text);
      const other = await page.run("searchRichLines", text);
      if (own.total !== other.total)
        throw new Error(`"${text}": ${String(own.total)} lines, peer ${String(other.total)}`);
      ours!.push(own.ms);
      theirs!.push(other.ms);
    }
    return [median(ours!), median(theirs!)];
  }
  if (isWanted("search-cold-rare"))
    report("search-cold-rare", "OPFS read", ...(await cold(["nowhere-1", id, "нигде нет"])), size);
  if (isWanted("search-cold-value"))
    report("search-cold-value", "OPFS read", ...(await cold(["UNAVAILABLE", "levitan", "WARNING"])), size);
  if (isWanted("search-cold-common")) {
    const texts = ["погода", "голос", "weather"];
    const [ours, theirs] = await cold(texts);
    const [before] = await cold(texts, "searchRich");
    report("search-cold-common", "OPFS read", ours, theirs, { ...size, today_ms: before, of_today: ours / before });
  }
  if (isWanted("search-warm")) {
    await page.run("openRich", count);
    await page.run("exploreFirst", "events");
    await page.run("exploreText", "warm it up");
    const [ours, theirs]: number[][] = [[], []];
    for (const text of ["nowhere-2", "kishchik", "INTERNAL", "тут-нет", "gandelman"]) {
      ours!.push((await page.run("exploreText", text)).ms);
      theirs!.push((await page.run("searchRichLines", text)).ms);
    }
    report("search-warm", "OPFS read", median(ours!), median(theirs!), size);
  }
  await page.run("closeRich");
}
