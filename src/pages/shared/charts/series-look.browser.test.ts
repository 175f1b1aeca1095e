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

/** How colours look without cones for long, medium or short waves (Machado and others, 2009), on linear RGB. */
const sights: Record<string, number[]> = {
  "usual sight": [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

it.each(["light", "dark"])("tells unfinished calls from every other outcome by colour and by pattern, %s", (theme) => {
  document.documentElement.dataset["theme"] = theme;
  const own = seriesLook("outcome", "unfinished", 3);
  const others = ["ok", "error", "cancelled"].map((value) => seriesLook("outcome", value, 0));
  expect(others.map(({ pattern }) => pattern)).not.toContain(own.pattern);
  for (const [sight, matrix] of Object.entries(sights)) {
    const seen = (colour: string) =>
      linear(colour).map((_, row, rgb) => rgb.reduce((sum, value, at) => sum + matrix[3 * row + at]! * value, 0));
    const nearest = Math.min(...others.map(({ colour }) => distance(seen(colour), seen(own.colour))));
    expect([sight, nearest > 0.08]).toEqual([sight, true]);
  }
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

/** Relative luminance as of WCAG. */
function luminance(colour: string): number {
  const [red, green, blue] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour that the browser paints, as linear RGB. */
function linear(colour: string): [number, number, number] {
  const probe = document.createElement("span");
  probe.style.color = colour;
  document.body.append(probe);
  const context = new OffscreenCanvas(1, 1).getContext("2d")!;
  context.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
}

/** How different two colours look: their distance in OKLab, where black and white are 1 apart. */
function distance(one: number[], other: number[]): number {
  const [a, b] = [one, other].map(oklab) as [number[], number[]];
  return Math.hypot(...a.map((value, at) => value - b[at]!));
}

function oklab(rgb: number[]): number[] {
  const times = (matrix: number[][], vector: number[]) =>
    matrix.map((row) => row.reduce((sum, value, at) => sum + value * vector[at]!, 0));
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb.map((value) => Math.max(0, value)),
  ).map(Math.cbrt);
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}
