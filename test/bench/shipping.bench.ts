import { openBenchPage } from "./browser-page.ts";
import { openOtlpDrain } from "./otlp-drain.ts";
import { median, report } from "./report.ts";

// What shipping costs the page, and how fast the outbox catches up. `node test/bench/shipping.bench.ts`

const events = 300_000;
const rounds = 3;
const costEvents = 60_000;

const drain = await openOtlpDrain();
const page = await openBenchPage();
try {
  await page.run("fillShipped", 20_000);
  const cpuOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = await page.mainThreadCpuMs();
    await work();
    return (await page.mainThreadCpuMs()) - before;
  };
  const logged: number[] = [];
  for (let round = 0; round < rounds; round++) logged.push(await cpuOf(() => page.run("fillShipped", costEvents)));
  const beforeShipping = rounds * costEvents + 20_000;
  await page.run("startShipping", drain.url);
  const shipping = await cpuOf(async () => {
    while ((await page.run("shippedRecords")) < beforeShipping) await new Promise((done) => setTimeout(done, 500));
  });
  const perLogged = median(logged) / costEvents;
  report("ship-cost", "page CPU per logged event", shipping / beforeShipping, perLogged);

  await page.run("fillShipped", events - beforeShipping);
  const times: Record<"sent" | "unsent", number[]> = { sent: [], unsent: [] };
  for (let round = 0; round < rounds; round++) {
    // In turns, because the load of the machine changes over minutes.
    times.unsent.push(await page.run("shipAll", ""));
    times.sent.push(await page.run("shipAll", drain.url));
  }
  report(
    "outbox-catchup",
    "the same read, encoded and gzipped, without sending",
    median(times.sent),
    median(times.unsent),
  );
} finally {
  await page.close();
  drain.close();
}
