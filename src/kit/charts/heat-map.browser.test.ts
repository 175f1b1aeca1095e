import { mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Locale, localeKey } from "../i18n/locale.svelte.ts";
import HeatMap from "./HeatMap.svelte";
import SharedCursorCharts from "./fixtures/SharedCursorCharts.svelte";

const opened: [number, number][] = [];
const ranges: [number, number][] = [];
const map = {
  label: "Response times of 21 calls",
  rows: ["1 s", "0 s"],
  columns: ["first", "second", "third", "fourth"],
  ticks: [],
  counts: [
    [1, 2, 3, 4],
    [5, 6, 0, 0],
  ],
  formatCount: (count: number) => `${String(count)} calls`,
  onopen: (row: number, column: number) => opened.push([row, column]),
};
let shown: Record<string, unknown> | undefined;

afterEach(async () => {
  if (shown) await unmount(shown);
  [shown, opened.length, ranges.length] = [undefined, 0, 0];
});

const context = new Map([[localeKey, new Locale("en", "utc")]]);
const slider = (name = map.label) => page.getByRole("slider", { name });
const said = (name?: string) => slider(name).element().getAttribute("aria-valuetext");

/** A heat map and a line chart of the same four hours, on one page. */
function showBoth(): void {
  const times = { fromMs: 0, toMs: 4 * 3_600_000 };
  const onrange = (from: number, to: number) => ranges.push([from / 3_600_000, to / 3_600_000]);
  const heat = { ...map, times, onrange };
  shown = mount(SharedCursorCharts, { target: document.body, context, props: { heat, times } });
}

it("looks at the moment that another chart of the page looks at, and the other way round", async () => {
  showBoth();
  (slider("Line").element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  await expect.poll(() => said()).toBe("second");
  (slider().element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}{ArrowDown}");
  await expect.poll(() => said()).toBe("first, 0 s: 5 calls");
  expect(said("Line")).toMatch(/00:00.*, p50 7$/);
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => said()).toBe(map.label);
  expect(said("Line")).not.toMatch(/p50/);
});

it("chooses columns of time by dragging and by Shift with the arrow keys, and opens one cell", async () => {
  showBoth();
  const drawn = slider().element().querySelector("svg")!;
  const widthOf = () => drawn.querySelector("rect")!.getBoundingClientRect().width;
  await expect.poll(widthOf).toBeGreaterThan(5);
  const cells = [...drawn.querySelectorAll("rect")].map((cell) => cell.getBoundingClientRect());
  const point = (type: string, cell: number) => {
    const { left, top, width, height } = cells[cell]!;
    const at = { clientX: left + width / 2, clientY: top + height / 2, pointerId: 1, button: 0, bubbles: true };
    drawn.dispatchEvent(new PointerEvent(type, at));
  };
  drawn.setPointerCapture = () => undefined;
  for (const [type, cell] of [
    ["pointerdown", 1],
    ["pointermove", 2],
    ["pointerup", 2],
  ] as const)
    point(type, cell);
  expect(ranges).toEqual([[1, 3]]);
  for (const [type, cell] of [
    ["pointerdown", 5],
    ["pointerup", 5],
  ] as const)
    point(type, cell);
  expect(opened).toEqual([[1, 1]]);
  (slider().element() as HTMLElement).focus();
  await userEvent.keyboard("{Escape}{ArrowRight}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{Enter}{Enter}");
  expect(ranges).toEqual([
    [1, 3],
    [0, 3],
  ]);
  expect(opened).toHaveLength(2);
});

it("keeps a cell of its own, and chooses no range, where columns are no times", async () => {
  shown = mount(HeatMap, { target: document.body, context, props: map });
  (slider().element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}{Shift>}{ArrowRight}{/Shift}");
  await expect.poll(() => said()).toBe("second, 1 s: 2 calls");
  await userEvent.keyboard("{Enter}");
  expect(opened).toEqual([[0, 1]]);
});

it("keeps the keyboard cursor when its words make the legend grow, wherever the pointer rests", async () => {
  await page.viewport(240, 896);
  const columns = map.columns.map((name) => `${name} hour of a very long day in November 2026`);
  shown = mount(HeatMap, { target: document.body, context, props: { ...map, columns } });
  const drawn = slider().element().querySelector("svg")!;
  await expect.poll(() => drawn.clientWidth).toBeGreaterThan(100);
  const top = () => drawn.getBoundingClientRect().top;
  const before = top();
  await userEvent.hover(drawn, { position: { x: 100, y: 5 } });
  (slider().element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(top()).toBeGreaterThan(before + 5);
  await userEvent.keyboard("{Escape}{ArrowRight}{ArrowRight}");
  await expect.poll(() => said()).toMatch(/^second hour/);
});
