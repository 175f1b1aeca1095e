import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import Waveform from "./Waveform.svelte";

/** A sound whose second half alone is loud. */
const halfLoud = (count: number) =>
  Float32Array.from({ length: count * 2 }, (_, index) => (index < count ? 0 : index % 2 === 0 ? -0.5 : 0.5));

async function setup(changes: object = {}) {
  const onseek = vi.fn<(seconds: number) => void>();
  const ontoggle = vi.fn();
  const props = {
    label: "Recording, position",
    valueText: "2 of 8 seconds",
    durationSeconds: 8,
    positionSeconds: 2,
    columns: halfLoud,
    onseek,
    ontoggle,
    ...changes,
  };
  await render(Waveform, props);
  const slider = page.getByRole("slider", { name: "Recording, position" });
  await expect.poll(() => hasPaint(canvasOf(slider.element()))).toBe(true);
  return { onseek, ontoggle, slider };
}

const canvasOf = (slider: Element) => slider.querySelector("canvas")!;

function hasPaint(canvas: HTMLCanvasElement): boolean {
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value > 0);
}

/** Red, green, blue and opacity of a point given as shares of width and height. */
function pixel(slider: Element, x: number, y: number): number[] {
  const canvas = canvasOf(slider);
  // A bar is two pixels of three: the first that is painted counts.
  for (let step = 0; step < 3; step++) {
    const left = Math.round(canvas.width * x) + step;
    const found = [...canvas.getContext("2d")!.getImageData(left, Math.round(canvas.height * y), 1, 1).data];
    if (found[3]! > 0) return found;
  }
  return [0, 0, 0, 0];
}

/** A theme of two colours, switched as the real one is. */
const theme = document.createElement("style");
theme.textContent = `
  :root { --accent: light-dark(rgb(0 0 200), rgb(255 200 0)); color-scheme: light; }
  :root[data-theme="dark"] { color-scheme: dark; }`;

beforeEach(() => {
  document.head.append(theme);
});

afterEach(() => {
  theme.remove();
  document.documentElement.removeAttribute("data-theme");
});

describe("Waveform", () => {
  it("is a slider that tells its position in words", async () => {
    const { slider } = await setup();

    await expect.element(slider).toHaveAttribute("aria-valuetext", "2 of 8 seconds");
    await expect.element(slider).toHaveAttribute("aria-valuemax", "8");
    await expect.element(slider).toHaveAttribute("aria-valuenow", "2");
  });

  it("draws loud stretches tall and quiet ones flat", async () => {
    const { slider } = await setup();

    expect(pixel(slider.element(), 0.75, 0.25)[3]).toBeGreaterThan(0);
    expect(pixel(slider.element(), 0.4, 0.25)[3]).toBe(0);
    expect(pixel(slider.element(), 0.4, 0.5)[3]).toBeGreaterThan(0);
  });

  it("seeks to where it is pressed", async () => {
    const { slider, onseek } = await setup();
    const { width } = slider.element().getBoundingClientRect();

    await slider.click({ position: { x: width / 4, y: 20 } });

    expect(onseek.mock.calls[0]![0]).toBeCloseTo(2, 0);
  });

  it("is moved by the keys of a slider, never past its ends, and Space is handed on", async () => {
    const { slider, onseek, ontoggle } = await setup();
    (slider.element() as HTMLElement).focus();

    await userEvent.keyboard("{ArrowRight}{ArrowLeft}{Shift>}{ArrowLeft}{/Shift}{PageUp}{Home}{End} ");

    expect(onseek.mock.calls.flat()).toEqual([3, 1, 0, 2.8, 0, 8]);
    expect(ontoggle).toHaveBeenCalledOnce();
  });

  it("does not move while there is no sound", async () => {
    const { slider, onseek, ontoggle } = await setup({ durationSeconds: 0, positionSeconds: 0 });
    await expect.element(slider).toHaveAttribute("aria-disabled", "true");
    (slider.element() as HTMLElement).focus();

    await userEvent.keyboard("{ArrowRight} ");

    expect(onseek).not.toHaveBeenCalled();
    expect(ontoggle).not.toHaveBeenCalled();
  });

  it("takes on the colours of another theme", async () => {
    const { slider } = await setup({ positionSeconds: 8 });
    expect(pixel(slider.element(), 0.75, 0.25)).toEqual([0, 0, 200, 255]);

    document.documentElement.dataset["theme"] = "dark";

    await expect.poll(() => pixel(slider.element(), 0.75, 0.25)).toEqual([255, 200, 0, 255]);
  });

  it("keeps the pixels of the screen when its room changes", async () => {
    const { slider } = await setup();
    const parent = slider.element().parentElement!;
    parent.style.width = "320px";

    await expect.poll(() => canvasOf(slider.element()).width).toBe(320 * devicePixelRatio);
    parent.style.width = "";
  });

  it("marks speech along the foot of the wave", async () => {
    const { slider } = await setup({ marks: [{ fromSeconds: 0, toSeconds: 4, tone: "speech" }] });
    const { height } = canvasOf(slider.element());

    expect(pixel(slider.element(), 0.3, (height - 2) / height)[3]).toBeGreaterThan(0);
    expect(pixel(slider.element(), 0.6, (height - 2) / height)[3]).toBe(0);
  });
});
