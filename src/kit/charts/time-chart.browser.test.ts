import { mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Locale, localeKey } from "../i18n/locale.svelte.ts";
import { barsPicture, chartPicture, pictureAsPng } from "./chart-picture.ts";
import TimeChart from "./TimeChart.svelte";

const fromMs = Date.UTC(2026, 10, 24, 12);
const hourMs = 3_600_000;
const opened: [number, number][] = [];
const ranges: [number, number][] = [];
let chart: Record<string, unknown> | undefined;

afterEach(async () => {
  if (chart) await unmount(chart);
  [chart, opened.length, ranges.length] = [undefined, 0, 0];
});

function show() {
  chart = mount(TimeChart, {
    target: document.body,
    context: new Map([[localeKey, new Locale("en", "utc")]]),
    props: {
      label: "Response time of 12 calls",
      fromMs,
      toMs: fromMs + 4 * hourMs,
      series: [
        { name: "p50", colour: "rgb(0, 114, 178)", values: [1, NaN, 3, 4] },
        { name: "p95", colour: "rgb(230, 159, 0)", values: [10, NaN, 30, 40], line: "dashed" as const },
      ],
      formatValue: (value: number) => `${String(value)} s`,
      onopen: (from: number, to: number) => opened.push([from, to]),
      onrange: (from: number, to: number) => ranges.push([from, to]),
    },
  });
  return page.getByRole("slider", { name: "Response time of 12 calls" });
}

it("says the numbers of the stretch under the keyboard cursor, and that there is none", async () => {
  const slider = show();
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(slider).toHaveAttribute("aria-valuetext", expect.stringContaining("p50 1 s, p95 10 s"));
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(slider).toHaveAttribute("aria-valuetext", expect.stringContaining("p50 no number"));
  await userEvent.keyboard("{End}");
  await expect.element(slider).toHaveAttribute("aria-valuetext", expect.stringMatching(/15:00.*UTC.*p95 40 s/));
});

it("keeps the keyboard cursor when its numbers make the legend grow, wherever the pointer rests", async () => {
  await page.viewport(414, 896);
  const slider = show();
  const canvas = slider.element().querySelector("svg")!;
  await expect.poll(() => canvas.clientWidth).toBeGreaterThan(300);
  const top = () => canvas.getBoundingClientRect().top;
  const before = top();
  await userEvent.hover(canvas, { position: { x: 200, y: 5 } });
  slider.element().focus();
  await userEvent.keyboard("{Home}");
  expect(top()).toBeGreaterThan(before + 5);
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(slider).toHaveAttribute("aria-valuetext", expect.stringContaining("p50 no number"));
});

it("opens a stretch with Enter, and a range that was chosen with Shift", async () => {
  (show().element() as HTMLElement).focus();
  await userEvent.keyboard("{Home}{Enter}");
  expect(opened).toEqual([[fromMs, fromMs + hourMs]]);
  await userEvent.keyboard("{Shift>}{ArrowRight}{ArrowRight}{/Shift}{Enter}");
  expect(ranges).toEqual([[fromMs, fromMs + 3 * hourMs]]);
});

it("is saved as a picture that stands by itself, with title and legend", async () => {
  show();
  await expect.poll(() => document.querySelectorAll("svg[data-chart] path").length).toBe(2);
  const picture = chartPicture(document.body, "Response time, ms <&>");
  const parsed = new DOMParser().parseFromString(picture.svg, "image/svg+xml");
  expect(parsed.querySelector("parsererror")).toBeNull();
  const words = [...parsed.querySelectorAll("text")].map(({ textContent }) => textContent);
  expect(words.slice(0, 3)).toEqual(["Response time, ms <&>", "p50", "p95"]);
  expect(picture.svg).not.toContain("var(");
  const lines = [...parsed.querySelectorAll("path")].map((path) => path.getAttribute("stroke"));
  expect(lines).toEqual(["rgb(0, 114, 178)", "rgb(230, 159, 0)"]);
  const png = await createImageBitmap(await pictureAsPng(picture));
  expect([png.width, png.height]).toEqual([picture.widthPx * 2, picture.heightPx * 2]);
});

it("draws the numbers of a table as bars, each as long as its number, with name and value", async () => {
  const bars = [
    { name: "TTS", length: 4, value: "4 calls", colour: "rgb(0, 114, 178)" },
    { name: "ASR <b>", length: 1, value: "1 call", colour: "rgb(230, 159, 0)" },
    { name: "none", length: 0, value: "0 calls", colour: "rgb(0, 0, 0)" },
  ];
  const picture = barsPicture(document.body, "Calls", bars);
  const parsed = new DOMParser().parseFromString(picture.svg, "image/svg+xml");
  expect(parsed.querySelector("parsererror")).toBeNull();
  expect([...parsed.querySelectorAll("text")].map(({ textContent }) => textContent)).toEqual([
    "Calls",
    ...bars.flatMap(({ name, value }) => [name, value]),
  ]);
  const drawn = [...parsed.querySelectorAll("rect")].slice(1);
  expect(drawn.map((bar) => bar.getAttribute("fill"))).toEqual(bars.map(({ colour }) => colour));
  expect(drawn.map((bar) => Number(bar.getAttribute("width")) / Number(drawn[0]!.getAttribute("width")))).toEqual([
    1, 0.25, 0,
  ]);
  expect((await pictureAsPng(picture)).type).toBe("image/png");
});
