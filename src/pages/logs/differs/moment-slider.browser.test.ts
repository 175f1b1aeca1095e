import { expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { Locale, localeKey } from "../../../kit/i18n/locale.svelte.ts";
import MomentSlider from "./MomentSlider.svelte";

const startMs = Date.UTC(2026, 10, 28);
const lengthMs = 1000_000;

it("moves the moment of before and after by arrow keys and by dragging, into the address", async () => {
  const target = document.createElement("div");
  Object.assign(target.style, { position: "relative", width: "1000px", height: "40px" });
  document.body.append(target);
  await page.viewport(1000, 400);
  const props = {
    compare: `after:${String(startMs + 200_000)}`,
    shareOf: (timeMs: number) => (timeMs - startMs) / lengthMs,
    timeAt: (share: number) => Math.round(startMs + share * lengthMs),
    oncompare: vi.fn<(compare: string) => void>(),
  };
  const context = new Map([[localeKey, new Locale("en", "utc")]]);
  const { rerender } = await render(MomentSlider, { props, context, target });
  const slider = page.getByRole("slider", { name: "Before / after" });
  await expect.element(slider).toHaveAttribute("aria-valuetext", expect.stringMatching(/00:03:20/));
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(props.oncompare).toHaveBeenLastCalledWith(`after:${String(startMs + 210_000)}`);

  const handle = slider.element() as HTMLElement;
  handle.setPointerCapture = () => undefined;
  const { left } = target.getBoundingClientRect();
  for (const [type, x] of [
    ["pointerdown", 200],
    ["pointermove", 600],
    ["pointerup", 600],
  ] as const) {
    // prettier-ignore
    handle.dispatchEvent(new PointerEvent(type, { clientX: left + x, pointerId: 1, bubbles: true }));
  }
  expect(props.oncompare).toHaveBeenLastCalledWith(`after:${String(startMs + 600_000)}`);
  await rerender({ ...props, compare: "failing" });
  await expect.element(slider).not.toBeInTheDocument();
});
