import { openBenchPage } from "./browser-page.ts";
import { median, report } from "./report.ts";

// One evaluation of twenty alert rules over 300,000 events: ours in the worker of the log, against all rows from Dexie.
// `node test/bench/alerts.bench.ts [--events 300000]`

const rounds = 5;
const at = process.argv.indexOf("--events");
const count = at === -1 ? 300_000 : Number(process.argv[at + 1]);

const page = await openBenchPage();
try {
  await page.run("fillRich", count);
  await page.run("fillRichRows", count);
  await page.run("openRich", count);
  const [ours, theirs]: number[][] = [[], []];
  const first = await page.run("alertTick");
  for (let round = 0; round < rounds; round++) {
    const own = await page.run("alertTick");
    const other = await page.run("dexieAlertTick");
    if (JSON.stringify(own.answers) !== JSON.stringify(other.answers)) {
      throw new Error(`the rules differ: ${JSON.stringify(own.answers)}, Dexie ${JSON.stringify(other.answers)}`);
    }
    ours!.push(own.ms);
    theirs!.push(other.ms);
  }
  const more = { rules: first.answers.length, events: count, first_ms: first.ms, faster: true };
  report("alert-tick", "Dexie toArray and reduce", median(ours!), median(theirs!), more);
} finally {
  await page.run("closeRich");
  await page.close();
}
