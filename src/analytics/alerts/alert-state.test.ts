import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import type { AlertRule } from "./alert-rule.ts";
import {
  newAlertState,
  stepAlert,
  type AlertSample,
  type AlertStepOptions,
  type AlertTransition,
} from "./alert-state.ts";

const minuteMs = 60_000;
const rule: AlertRule = {
  ...{ id: "r", name: "Failing calls", view: "calls", query: "", measure: { is: "failures" }, fires: "over" },
  ...{ threshold: 0.15, clearsAt: 0.1, windowMs: 10 * minuteMs, forMs: 2 * minuteMs, atLeast: 5, severity: "warning" },
  isEnabled: true,
};

/** A value each minute; a number of rows below 5 is thin. */
function run(
  given: AlertRule,
  samples: (number | { value: number; rows?: number; atMs?: number })[],
  options?: AlertStepOptions,
) {
  let state = newAlertState(0);
  const transitions: AlertTransition[] = [];
  const phases = samples.map((each, index) => {
    const sample: AlertSample = {
      ...{ atMs: index * minuteMs, rows: 50 },
      ...(typeof each === "number" ? { value: each } : each),
    };
    const step = stepAlert(state, given, sample, options);
    state = step.state;
    transitions.push(...step.transitions);
    return state.phase;
  });
  return { state, phases, transitions };
}

describe("stepAlert", () => {
  it("waits for `for`, and fires once", () => {
    const { phases, transitions } = run(rule, [0.1, 0.2, 0.2, 0.3, 0.2]);
    expect(phases).toEqual(["quiet", "pending", "pending", "firing", "firing"]);
    expect(transitions).toEqual([{ is: "firing", atMs: 3 * minuteMs, value: 0.3, rows: 50, isSilenced: false }]);
  });

  it("fires at once where `for` is 0", () => {
    expect(run({ ...rule, forMs: 0 }, [0.2]).phases).toEqual(["firing"]);
  });

  it("does not flicker between the threshold and where it clears", () => {
    const { phases, transitions } = run({ ...rule, forMs: 0 }, [0.2, 0.12, 0.16, 0.1, 0.12]);
    expect(phases).toEqual(["firing", "firing", "firing", "quiet", "quiet"]);
    expect(transitions.at(-1)).toEqual({
      ...{ is: "resolved", atMs: 3 * minuteMs, firedMs: 0, peak: 0.2, why: "cleared", isSilenced: false },
    });
  });

  it("concludes nothing from a thin window: pending ends, firing goes on for one window", () => {
    const thin = { value: 1, rows: 4 };
    expect(run(rule, [0.2, thin, 0.2, 0.2]).phases).toEqual(["pending", "quiet", "pending", "pending"]);
    const { phases, transitions } = run({ ...rule, forMs: 0 }, [0.2, ...Array<typeof thin>(11).fill(thin)]);
    expect(phases.slice(-2)).toEqual(["firing", "quiet"]);
    expect(transitions.at(-1)).toMatchObject({ why: "thin" });
  });

  it("fires under a threshold too", () => {
    const success: AlertRule = { ...rule, measure: { is: "success" }, fires: "under", threshold: 0.96, clearsAt: 0.97 };
    expect(run({ ...success, forMs: 0 }, [0.96, 0.95, 0.965, 0.97]).phases).toEqual([
      "quiet",
      "firing",
      "firing",
      "quiet",
    ]);
  });

  it("misses rows only where the whole window was watched", () => {
    const absence: AlertRule = {
      ...rule,
      measure: { is: "count" },
      fires: "under",
      threshold: 1,
      clearsAt: 1,
      forMs: 0,
    };
    const { transitions } = run(absence, Array<{ value: number; rows: number }>(12).fill({ value: 0, rows: 0 }));
    expect(transitions.map(({ atMs }) => atMs / minuteMs)).toEqual([10]);
  });

  it("raises no storm after a gap: `for` begins anew, and so does what must be watched", () => {
    const late = (value: number) => ({ value, atMs: 500 * minuteMs });
    expect(run(rule, [0.2, 0.2, late(0.9)], { maxGapMs: 3 * minuteMs }).phases.at(-1)).toBe("pending");
    const absence: AlertRule = {
      ...rule,
      measure: { is: "count" },
      fires: "under",
      threshold: 1,
      clearsAt: 1,
      forMs: 0,
    };
    const { phases, state } = run(absence, [7, late(0)], { maxGapMs: 3 * minuteMs });
    expect(phases).toEqual(["quiet", "quiet"]);
    expect(state.watchedSinceMs).toBe(500 * minuteMs);
  });

  it("takes a clock that was set back as a gap", () => {
    const { state } = run(rule, [0.2, 0.2, { value: 0.2, atMs: -5 * minuteMs }], { maxGapMs: 3 * minuteMs });
    expect(state).toMatchObject({ phase: "pending", watchedSinceMs: -5 * minuteMs, sinceMs: -5 * minuteMs });
  });

  it("notifies nobody while silenced, and of what still fires at the end of the silence", () => {
    const silenced: AlertRule = { ...rule, forMs: 0, silencedUntilMs: 2 * minuteMs };
    const { transitions } = run(silenced, [0.2, 0.2, 0.2, 0.2, 0]);
    expect(transitions.map(({ is, isSilenced }) => [is, isSilenced])).toEqual([
      ["firing", true],
      ["firing", false],
      ["resolved", false],
    ]);
  });

  it("rests outside of its hours", () => {
    const isInHours = (atMs: number) => atMs < 2 * minuteMs;
    const { phases, transitions } = run({ ...rule, forMs: 0 }, [0.2, 0.2, 0.2, 0.2], { isInHours });
    expect(phases).toEqual(["firing", "firing", "quiet", "quiet"]);
    expect(transitions.at(-1)).toMatchObject({ why: "hours" });
  });

  it("equals a plain reading of the whole series, over 300 drawn ones", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seededRandom(seed);
      const drawn: AlertRule = {
        ...rule,
        forMs: Math.floor(random() * 4) * minuteMs,
        windowMs: (1 + Math.floor(random() * 4)) * minuteMs,
        clearsAt: random() < 0.5 ? 0.15 : 0.1,
      };
      const samples = Array.from({ length: 60 }, () => ({
        value: random() < 0.1 ? NaN : random() * 0.3,
        rows: Math.floor(random() * 20),
      }));
      expect(run(drawn, samples).phases, `seed ${String(seed)}`).toEqual(plainPhases(drawn, samples));
    }
  });
});

/** What the phases should be, by looking back from each minute: the definition, at the price of quadratic time. */
function plainPhases(given: AlertRule, samples: { value: number; rows: number }[]): string[] {
  const isKnown = (index: number) => samples[index]!.rows >= given.atLeast && !Number.isNaN(samples[index]!.value);
  const isOver = (index: number) => isKnown(index) && samples[index]!.value > given.threshold;
  const phases: string[] = [];
  samples.forEach((sample, index) => {
    const wasFiring = phases[index - 1] === "firing";
    let knownAt = index;
    while (knownAt >= 0 && !isKnown(knownAt)) knownAt--;
    const unknownFor = (index - knownAt - 1) * minuteMs;
    const ends = isKnown(index) ? sample.value <= given.clearsAt : unknownFor >= given.windowMs;
    if (wasFiring && !ends) return void phases.push("firing");
    if (wasFiring || !isOver(index)) return void phases.push("quiet");
    let begin = index;
    while (begin > 0 && isOver(begin - 1) && phases[begin - 1] === "pending") begin--;
    phases.push((index - begin) * minuteMs >= given.forMs ? "firing" : "pending");
  });
  return phases;
}
