import { beforeEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { chartOf, generateRows } from "../../../../test/support/explore-answers.ts";
import { Locale, localeKey } from "../../../kit/i18n/locale.svelte.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import type { TimeRange } from "../../../analytics/call-rollups.ts";
import TimeChart from "./TimeChart.svelte";

const startMs = Date.UTC(2026, 10, 28);
const rows = generateRows(480, startMs);
const chart = chartOf(rows, "outcome", 48);
const whole = { fromMs: chart.fromMs, toMs: chart.toMs };
const lengthMs = whole.toMs - whole.fromMs;

beforeEach(async () => {
  await page.viewport(1000, 600);
});

async function open(changes: object = {}, language: Language = "en") {
  const calls = { onby: vi.fn(), onrange: vi.fn<(range: TimeRange) => void>(), onshow: vi.fn() };
  const splits = [
    { path: "outcome", name: "outcome" },
    { path: "service", name: "service" },
  ];
  const props = { chart, view: "calls" as const, total: 480, whole, shown: whole, range: {}, by: "outcome", splits };
  const context = new Map([[localeKey, new Locale(language, "utc")]]);
  const { rerender } = await render(TimeChart, { props: { ...props, ...calls, ...changes }, context });
  return { ...calls, rerender };
}

const brush = () => page.getByRole("group", { name: /over time$/ });
const from = () => page.getByRole("slider", { name: "Beginning of the range" });
const focus = (slider: { element(): Element }) => (slider.element() as HTMLElement).focus();

function drag(fromShare: number, toShare: number, options: PointerEventInit = {}): void {
  const place = brush().element();
  const box = place.getBoundingClientRect();
  place.setPointerCapture = () => undefined;
  for (const [type, share] of [
    ["pointerdown", fromShare],
    ["pointermove", toShare],
    ["pointerup", toShare],
  ] as const) {
    const at = { clientX: box.left + box.width * share, clientY: box.top + 10, pointerId: 1, bubbles: true };
    place.dispatchEvent(new PointerEvent(type, { ...at, ...options }));
  }
}

describe("TimeChart", () => {
  it("says what it shows, and all counts as a table", async () => {
    await open();
    await expect.element(page.getByRole("group", { name: "480 calls over time" })).toBeVisible();
    const table = page.getByRole("table", { name: "Counts over time, UTC" });
    const counts = table
      .getByRole("row")
      .elements()
      .slice(1)
      .map((row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent)));
    expect(counts.length).toBe(48);
    expect(counts.every(([ok, error, cancelled, all]) => ok! + error! + cancelled! === all)).toBe(true);
    expect(counts.reduce((sum, cells) => sum + cells[3]!, 0)).toBe(480);
  });

  it("writes the time of a log of one moment on its axis", async () => {
    const momentMs = startMs + 7;
    const { fromMs, toMs } = { fromMs: momentMs, toMs: momentMs + 1 };
    const at = chartOf(generateRows(1, momentMs), "outcome", 48);
    await open({ chart: { ...at, fromMs, toMs: fromMs }, whole: { fromMs, toMs }, shown: { fromMs, toMs } });
    await expect.element(page.getByText(/^Nov 28.* 00:00:00\.007$/)).toBeVisible();
  });

  it("chooses the range that was drawn, from either end", async () => {
    const { onrange } = await open();
    drag(0.75, 0.25);
    const range = onrange.mock.lastCall![0];
    expect(range.fromMs! - whole.fromMs).toBeCloseTo(lengthMs / 4, -6);
    expect(range.toMs! - whole.fromMs).toBeCloseTo((lengthMs * 3) / 4, -6);
  });

  it("takes no press for a range", async () => {
    const { onrange } = await open();
    drag(0.5, 0.5);
    expect(onrange).not.toHaveBeenCalled();
  });

  it("moves an end of the range with the arrow keys, in words with the zone", async () => {
    const range = { fromMs: startMs + lengthMs / 2, toMs: whole.toMs };
    const { onrange } = await open({ range });
    await expect.element(from()).toHaveAttribute("aria-valuetext", expect.stringMatching(/Nov 28, 2026, 1[12]:.*UTC$/));
    focus(from());
    await userEvent.keyboard("{ArrowLeft}");
    expect(onrange.mock.lastCall![0].fromMs! - range.fromMs).toBeCloseTo(-lengthMs / 100, -4);
    expect(onrange.mock.lastCall![0].toMs).toBe(range.toMs);
  });

  it("moves the range as a whole and keeps its length", async () => {
    const { onrange } = await open({ range: { fromMs: startMs + lengthMs * 0.3, toMs: startMs + lengthMs * 0.5 } });
    focus(page.getByRole("slider", { name: "Range", exact: true }));
    await userEvent.keyboard("{Shift>}{ArrowRight}{/Shift}");
    const { fromMs, toMs } = onrange.mock.lastCall![0];
    expect(fromMs! - startMs).toBeCloseTo(lengthMs * 0.4, -4);
    expect(toMs! - fromMs!).toBeCloseTo(lengthMs * 0.2, -4);
  });

  it("zooms by keys and by the wheel, and goes back to the whole log with Esc: first the range, then the zoom", async () => {
    const { onshow, onrange, rerender } = await open();
    focus(from());
    await userEvent.keyboard("+");
    expect(onshow).toHaveBeenLastCalledWith({
      fromMs: startMs + Math.round(lengthMs / 4),
      toMs: expect.any(Number) as number,
    });
    const shown = onshow.mock.lastCall![0] as typeof whole;
    brush()
      .element()
      .dispatchEvent(new WheelEvent("wheel", { deltaY: -100, clientX: 500, cancelable: true }));
    expect(onshow).toHaveBeenCalledTimes(2);
    await rerender({ shown, range: { fromMs: shown.fromMs, toMs: shown.toMs } });
    await userEvent.keyboard("{Escape}");
    expect(onrange).toHaveBeenLastCalledWith({});
    await rerender({ range: {} });
    await userEvent.keyboard("{Escape}");
    expect(onshow).toHaveBeenLastCalledWith(whole);
  });

  it("moves along the log by a drag with Shift", async () => {
    const shown = { fromMs: startMs + Math.round(lengthMs / 2), toMs: whole.toMs };
    const { onshow, onrange } = await open({ shown });
    drag(0.25, 0.75, { shiftKey: true });
    const moved = onshow.mock.lastCall![0] as typeof whole;
    expect(moved.fromMs - shown.fromMs).toBeCloseTo(-(lengthMs / 4), -6);
    expect(onrange).not.toHaveBeenCalled();
  });

  it("is split by another field when one is chosen", async () => {
    const { onby } = await open();
    await page.getByLabelText("Split by").selectOptions("by service");
    expect(onby).toHaveBeenCalledExactlyOnceWith("service");
  });

  it("names what was lost, in Russian too", async () => {
    const gaps = [{ fromMs: startMs + 3_600_000, toMs: startMs + 7_200_000, count: 2 }];
    await open({ chart: { ...chart, gaps } }, "ru");
    await expect
      .element(page.getByRole("list", { name: "Пропуски в журнале" }))
      .toMatchTextContent(/2 события потеряно с 28 нояб/);
    expect(document.querySelector("[title*='2 события потеряно']")).not.toBeNull();
  });
});
