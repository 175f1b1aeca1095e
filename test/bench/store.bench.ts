import { openBenchPage, type BenchPage } from "./browser-page.ts";
import { median, quantile, report, short } from "./report.ts";

// Speed of the log store against its peers, in turns in one Chromium. Prints one JSON line for each measure: `ratio` is ours
// against the peer, in the direction of the name of the bench.
// `node test/bench/store.bench.ts [--only name,name] [--events 300000]`

const rounds = 3;
/** More rounds, because the difference is as small as the noise. */
const cpuRounds = 5;
const options = new Map(
  process.argv.slice(2).flatMap((word, at, words) => (word.startsWith("--") ? [[word, words[at + 1]]] : [])),
);
const only = options.get("--only")?.split(",");
const isWanted = (...benches: string[]) => only === undefined || benches.some((bench) => only.includes(bench));
const count = Number(options.get("--events") ?? 300_000);

/** Size of the file of another logger, in bytes. */
const foreignBytes = 60e6;

/** Measured in one page, over one log. */
const readingBenches = ["dashboard-cold", "dashboard-warm", "substring-first", "substring", "import", "export"];

type Step = (page: BenchPage) => Promise<void>;

const steps: Record<string, Step> = {
  "log-cpu-per-event": async (page) => {
    const events = 4_000;
    const [ours, dexie, nothing]: number[][] = [[], [], []];
    const cpu = async (arm: "cpuOurs" | "cpuDexie" | "cpuNothing") => {
      const before = await page.mainThreadCpuMs();
      await page.run(arm, events);
      return (((await page.mainThreadCpuMs()) - before) / events) * 1000;
    };
    for (let round = 0; round < cpuRounds; round++) {
      nothing!.push(await cpu("cpuNothing"));
      ours!.push(await cpu("cpuOurs"));
      dexie!.push(await cpu("cpuDexie"));
    }
    await page.run("closeStore");
    // Compared within one round, because the load of the machine changes over minutes.
    const net = (arm: number[]) => median(arm.map((value, round) => value - nothing![round]!));
    report("log-cpu-per-event", "Dexie add", net(ours!) / 1000, net(dexie!) / 1000, {
      ours_us: net(ours!),
      theirs_us: net(dexie!),
      noop_us: median(nothing!),
    });
  },

  "call-overhead": async (page) => {
    const { bare, logged } = await page.run("calls", 80);
    const ratios = logged.map((block, pair) => median(block) / median(bare[pair]!));
    report("call-overhead", "bare connect-web", median(logged.flat()), median(bare.flat()), {
      ratio: median(ratios),
      quartiles: [0.25, 0.75].map((share) => short(quantile(ratios, share))),
    });
    await page.run("closeStore");
  },

  "write-sustained": async (page) => {
    const [ours, dexie, opfs]: number[][] = [[], [], []];
    const few = 2_000;
    let cost: unknown;
    for (let round = 0; round < rounds; round++) {
      const written = await page.run("writeOurs", count);
      cost = written.cost;
      ours!.push(written.ms / count);
      dexie!.push((await page.run("writeDexie", few)).ms / few);
      opfs!.push((await page.run("writeOpfs", count)).ms / count);
    }
    const eventsPerSecond = Math.round(1000 / median(ours!));
    report("write-sustained", "Dexie add", median(ours!), median(dexie!), {
      faster: true,
      events_per_s: eventsPerSecond,
      cost,
    });
    report("write-sustained", "OPFS append", median(ours!), median(opfs!), { faster: true });
  },

  acknowledgement: async (page) => {
    const waits = (await page.run("acknowledge", 2_000)).sort((a, b) => a - b);
    report("acknowledgement", "itself", waits[1_000]!, waits[1_000]!, { p99_ms: waits[1_979], max_ms: waits.at(-1) });
  },

  [readingBenches.join()]: async (page) => {
    // Only some of them need the peer's rows.
    const built = await page.run("build", isWanted("dashboard-cold", "dashboard-warm", "import"));
    if (isWanted("dashboard-cold", "dashboard-warm")) await measureDashboard(page);
    if (isWanted("substring-first", "substring")) await measureSearch(page, built.bytes);
    if (isWanted("import")) await measureImport(page, built.importDexie);
    if (isWanted("export")) await measureExport(page);
    await page.run("closeStore");
  },

  "import-foreign": async (page) => {
    const [foreign, own]: number[][] = [[], []];
    await page.run("buildImports", foreignBytes);
    for (let round = 0; round < rounds; round++) {
      own!.push((await page.run("importBuilt", "own")).ms);
      foreign!.push((await page.run("importBuilt", "foreign")).ms);
    }
    report("import-foreign", "our own lines of the same size", median(foreign!), median(own!));
    await page.run("closeStore");
  },

  "append-at-10^6-kept": async (page) => {
    await page.run("fillLog", "bench-small", 1_000);
    await page.run("fillLog", "bench-large", 1_000_000);
    const small: number[] = [];
    const large: number[] = [];
    for (let round = 0; round < 5; round++) {
      small.push((await page.run("appendTo", "bench-small", 20_000)).ms);
      large.push((await page.run("appendTo", "bench-large", 20_000)).ms);
    }
    report("append-at-10^6-kept", "itself at 10^3", median(large), median(small));
  },

  "memory-while-tailing": async (page) => {
    await page.run("openTail");
    const idle = await page.memoryBytes();
    await page.run("tail", 60);
    const tailing = await page.memoryBytes();
    report("memory-while-tailing", "itself idle", tailing / 1e6, idle / 1e6, { above_idle_mb: (tailing - idle) / 1e6 });
    await page.run("closeStore");
  },
};

for (const [name, step] of Object.entries(steps)) {
  if (!isWanted(...name.split(","))) continue;
  const page = await openBenchPage();
  try {
    await page.run("prepare", name === "append-at-10^6-kept" ? 20_000 : count);
    await step(page);
  } finally {
    await page.close();
  }
}

async function measureDashboard(page: BenchPage): Promise<void> {
  const cold: number[] = [];
  const warm: number[] = [];
  const dexie: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ours = await page.run("dashboardOurs", 5);
    cold.push(ours.cold);
    warm.push(...ours.warm);
    dexie.push((await page.run("dashboardDexie")).ms);
  }
  report("dashboard-cold", "Dexie toArray", median(cold), median(dexie), { faster: true });
  report("dashboard-warm", "Dexie toArray", median(warm), median(dexie), { faster: true });
}

async function measureSearch(page: BenchPage, bytes: number): Promise<void> {
  const searches = { first: [] as number[][], again: [] as number[][] };
  // Another spelling each time, because the hits of a repeated search are cached.
  for (const text of ["мягких ФРАНЦ", "Мягких франц", "мягкиХ франц", "МЯГКИХ франц", "мЯгких франц"]) {
    for (const [turn, typed] of [
      ["first", text],
      ["again", `${text}уз`],
    ] as const) {
      const { ms } = await page.run("searchOurs", typed, turn);
      searches[turn].push([ms, (await page.run("searchOpfs", typed)).ms]);
    }
  }
  const medians = (times: number[][]) =>
    [0, 1].map((arm) => median(times.map((pair) => pair[arm]!))) as [number, number];
  const size = { mb: bytes / 1e6 };
  report("substring-first", "OPFS read", ...medians(searches.first), size);
  report("substring", "OPFS read", ...medians(searches.again), size);
}

/** @param firstDexieMs what the import took that filled the rows at the beginning */
async function measureImport(page: BenchPage, firstDexieMs: number): Promise<void> {
  const imports: number[] = [];
  const theirImports = [firstDexieMs];
  for (let round = 0; round < rounds; round++) {
    imports.push((await page.run("importOurs")).ms);
    // The first import of the peer filled the rows at the start.
    if (round > 0) theirImports.push((await page.run("importDexie")).ms);
  }
  report("import", "Dexie bulkAdd", median(imports), median(theirImports), { faster: true });
}

async function measureExport(page: BenchPage): Promise<void> {
  const exports: number[] = [];
  const copies: number[] = [];
  let composeMs = 0;
  for (let round = 0; round < rounds; round++) {
    const exported = await page.run("exportOurs");
    ({ composeMs } = exported);
    exports.push(exported.ms);
    copies.push((await page.run("copyStream")).ms);
  }
  report("export", "copy of the bytes", median(exports), median(copies), { compose_ms: composeMs });
}
