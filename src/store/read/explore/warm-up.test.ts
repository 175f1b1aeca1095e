import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ExploreAnswer, ExploreRequest } from "../../explore.ts";
import { createWarmUp } from "./warm-up.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const request: ExploreRequest = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: false, facets: [] };
const values = ["a", "b", "c"].map((value) => ({ value }));
const fields = ["many", "listed", "duration_ms"].map((path) => ({ path, isMany: path === "many" }));
const answer = { facets: ["many", "listed"].map((path) => ({ path, values })), fields } as unknown as ExploreAnswer;

function setup() {
  const asked: ExploreRequest[] = [];
  const warmUp = createWarmUp((question, signal) => {
    signal.throwIfAborted();
    asked.push(question);
    return Promise.resolve();
  });
  /** A question that is answered at once. */
  const question = () => {
    warmUp.begin();
    warmUp.answered(request, answer);
    warmUp.end();
  };
  return { asked, warmUp, question };
}

it("asks for filters by listed fields and by the duration after the first answer, once", async () => {
  const { asked, question } = setup();
  question();
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.length).toBe(3);
  const last = JSON.stringify(asked.at(-1));
  for (const part of ['"listed"', '"duration_ms"', '"not"']) expect(last).toContain(part);
  expect(JSON.stringify(asked)).not.toContain('"many"');
  question();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.length).toBe(3);
});

it("stops when a question comes, and begins anew when all of them are answered", async () => {
  const { asked, warmUp, question } = setup();
  question();
  await vi.advanceTimersByTimeAsync(60);
  warmUp.begin();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.length).toBe(1);
  question();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.length).toBe(1);
  warmUp.end();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.length).toBe(4);
});
