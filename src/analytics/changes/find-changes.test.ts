import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import { durationEdgesMs } from "../overview/overview.ts";
import { findChanges, type WatchedService } from "./find-changes.ts";

const bins = { startMs: Date.UTC(2026, 10, 24, 9), stepMs: 3_600_000, count: 72 };

/** What the calls of a bin are like. */
interface Kind {
  failing: number;
  /** Durations have this median. */
  medianMs: number;
  /** This share takes ten times as long. */
  slow: number;
}
const usual: Kind = { failing: 0.04, medianMs: 320, slow: 0.02 };

/** A service with more calls by day than by night, of kinds that may differ by bin. */
function service(name: string, seed: number, kindOf: (bin: number) => Kind = () => usual): WatchedService {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const [successes, errors] = [new Float64Array(bins.count), new Float64Array(bins.count)];
  const durations = new Float64Array((durationEdgesMs.length + 1) * bins.count);
  for (let bin = 0; bin < bins.count; bin++) {
    const { failing, medianMs, slow } = kindOf(bin);
    const calls = (bin % 24 < 10 ? 240 : 60) * (0.7 + 0.6 * random());
    for (let call = 0; call < calls; call++) {
      (random() < failing ? errors : successes)[bin]!++;
      const durationMs = medianMs * Math.exp(0.5 * normal()) * (random() < slow ? 10 : 1);
      const row = durationEdgesMs.filter((edge) => edge <= durationMs).length;
      durations[row * bins.count + bin]!++;
    }
  }
  return { service: name, series: { successes, errors }, durations };
}

const from = (at: number, changed: Partial<Kind>) => (bin: number) => (bin < at ? usual : { ...usual, ...changed });
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

describe("findChanges", () => {
  it.each([
    { what: "more calls that fail", changed: { failing: 0.12 }, measure: "failing", isWorse: true },
    { what: "fewer calls that fail", changed: { failing: 0.002 }, measure: "failing", isWorse: false },
    { what: "a slower median", changed: { medianMs: 560 }, measure: "p50", isWorse: true },
    { what: "a slow tenth", changed: { slow: 0.14 }, measure: "p95", isWorse: true },
  ])("finds $what, and since when, to four hours", ({ changed, measure, isWorse }) => {
    for (const seed of seeds) {
      const at = 20 + seed;
      const found = findChanges({
        bins,
        services: [service("ASR", seed, from(at, changed)), service("TTS", seed + 500)],
      });
      expect(found, String(seed)).toMatchObject([{ service: "ASR", measure, isWorse }]);
      expect(Math.abs((found[0]!.sinceMs! - bins.startMs) / bins.stepMs - at), String(seed)).toBeLessThanOrEqual(4);
    }
  });

  it("tells how much, and from which duration on there are more", () => {
    const [change] = findChanges({ bins, services: [service("ASR", 7, from(36, { slow: 0.2 }))] });
    expect(change!.after / change!.before).toBeGreaterThan(2);
    expect(change!.limitMs).toBeGreaterThan(usual.medianMs);
    expect(change!.lnProbability).toBeLessThan(Math.log(1e-6));
  });

  it("finds nothing in 100 logs in which nothing changes", () => {
    const found = Array.from({ length: 100 }, (_, seed) =>
      findChanges({ bins, services: [service("ASR", seed + 1), service("TTS", seed + 1001)] }),
    );
    expect(found.flat()).toEqual([]);
  });

  it("takes an outage that ended for no change for good, nor nights for one", () => {
    const outage = (bin: number) => (bin === 30 ? { ...usual, failing: 1 } : usual);
    const nights = (bin: number) => (bin % 24 < 10 ? usual : { ...usual, failing: 0.15, medianMs: 500 });
    for (const seed of seeds) {
      expect(findChanges({ bins, services: [service("ASR", seed, outage), service("TTS", seed, nights)] })).toEqual([]);
    }
  });

  it("says worse before better, and nothing of calls without a service or of too few", () => {
    const [better, worse] = [{ failing: 0.001 }, { failing: 0.08 }];
    const services = [
      service("ASR", 3, from(30, better)),
      service("TTS", 4, from(30, worse)),
      service("", 5, from(30, worse)),
    ];
    expect(findChanges({ bins, services }).map((change) => change.service)).toEqual(["TTS", "ASR"]);
    const few = service("TTS", 6, from(30, worse));
    const thinned = {
      successes: few.series.successes.map(() => 0),
      errors: few.series.errors.map((_, bin) => (bin % 12 === 0 ? 1 : 0)),
    };
    expect(
      findChanges({ bins, services: [{ ...few, series: thinned, durations: few.durations.map(() => 0) }] }),
    ).toEqual([]);
  });
});
