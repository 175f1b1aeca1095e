import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { Locale, localeKey } from "../i18n/locale.svelte.ts";
import "../theme/base.css";
import "../theme/tokens.css";
import TimeAxis from "./TimeAxis.svelte";

const startMs = Date.UTC(2025, 10, 29, 3, 10, 54, 300);

describe("TimeAxis", () => {
  it.each(["en", "ru"] as const)(
    "writes no label into another, from five seconds to five years (%s)",
    async (language) => {
      const context = new Map([[localeKey, new Locale(language, "utc")]]);
      const { rerender, container } = await render(TimeAxis, {
        props: { fromMs: startMs, toMs: startMs + 5000 },
        context,
      });
      for (const widthPx of [340, 700, 1200]) {
        await page.viewport(widthPx, 400);
        // The axis hears of its width with the next frame.
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        for (let lengthMs = 5000; lengthMs < 5 * 365 * 86_400_000; lengthMs *= 2.3) {
          await rerender({ toMs: startMs + lengthMs });
          const boxes = [...container.querySelectorAll(".label, .zone")].map((label) => label.getBoundingClientRect());
          expect(boxes.length).toBeGreaterThan(1);
          for (const [index, box] of boxes.slice(1).entries())
            expect(box.left).toBeGreaterThanOrEqual(boxes[index]!.right);
        }
      }
    },
  );
});
