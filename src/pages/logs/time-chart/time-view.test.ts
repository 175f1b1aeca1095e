import { describe, expect, it } from "vitest";
import { isWhole, panView, zoomView } from "./time-view.ts";

const whole = { fromMs: 0, toMs: 100_000 };

describe("zoomView", () => {
  it("keeps the moment under the pointer in its place", () => {
    expect(zoomView(whole, 0.5, 0.25, whole)).toEqual({ fromMs: 12_500, toMs: 62_500 });
  });

  it("stops at a second and at the whole log", () => {
    expect(zoomView({ fromMs: 5000, toMs: 6500 }, 0.1, 0, whole)).toEqual({ fromMs: 5000, toMs: 6000 });
    expect(zoomView({ fromMs: 5000, toMs: 90_000 }, 4, 0.5, whole)).toEqual(whole);
  });
});

describe("panView", () => {
  it("moves against the drag, and stops at the ends of the log", () => {
    expect(panView({ fromMs: 20_000, toMs: 40_000 }, 0.5, whole)).toEqual({ fromMs: 10_000, toMs: 30_000 });
    expect(panView({ fromMs: 20_000, toMs: 40_000 }, 9, whole)).toEqual({ fromMs: 0, toMs: 20_000 });
    expect(panView({ fromMs: 20_000, toMs: 40_000 }, -9, whole)).toEqual({ fromMs: 80_000, toMs: 100_000 });
  });
});

it("knows the view that shows all", () => {
  expect([isWhole(whole, whole), isWhole({ fromMs: 1, toMs: 100_000 }, whole)]).toEqual([true, false]);
});
