import { afterEach, expect, it } from "vitest";
import "../../../kit/theme/tokens.css";
import { seriesLook } from "./series-look.ts";

afterEach(() => {
  document.documentElement.removeAttribute("data-theme");
});

const shown: [string, string[]][] = [
  ["outcome", ["ok", "error", "cancelled", "unfinished"]],
  ["level", ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]],
  ["service", ["TTS", "ASR", "VoiceCloning", "Models", "AudioArchive", "Auth", "System"]],
  ["voice", ["a", "b", "c", "d", "e", "f"]],
];

it.each(["light", "dark"])("colours every series at 3:1 against page and panel, %s", (theme) => {
  document.documentElement.dataset["theme"] = theme;
  const looks = shown.flatMap(([by, values]) => values.map((value, index) => seriesLook(by, value, index).colour));
  const weak = looks.filter((colour) =>
    ["--surface-page", "--surface-panel"].some((ground) => contrast(colour, `var(${ground})`) < 3),
  );
  expect(looks.length).toBeGreaterThan(20);
  expect(weak).toEqual([]);
});

it("draws no two values of one field alike", () => {
  for (const [by, values] of shown) {
    const looks = values.map((value, index) => JSON.stringify(seriesLook(by, value, index)));
    expect(new Set(looks).size).toBe(values.length);
  }
});

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Relative luminance as of WCAG, of the colour that the browser paints. */
function luminance(colour: string): number {
  const probe = document.createElement("span");
  probe.style.color = colour;
  document.body.append(probe);
  const context = new OffscreenCanvas(1, 1).getContext("2d")!;
  context.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
