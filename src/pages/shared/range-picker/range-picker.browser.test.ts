import { describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { Locale, localeKey } from "../../../kit/i18n/locale.svelte.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import RangePicker from "./RangePicker.svelte";

const endMs = Date.UTC(2026, 10, 28, 12);
const dayMs = 86_400_000;

async function open(changes: object = {}, language: Language = "en") {
  const onrange = vi.fn();
  const props = { range: {}, endMs, firstMs: endMs - 9 * dayMs, onrange, ...changes };
  await render(RangePicker, { props, context: new Map([[localeKey, new Locale(language, "utc")]]) });
  return { onrange };
}

const press = (name: string | RegExp) => page.getByRole("button", { name }).click();

describe("RangePicker", () => {
  it("says the range and its zone on its button, and takes a relative one", async () => {
    const { onrange } = await open();
    await press("Time range: Whole log UTC");
    await press("Last 7 days");
    expect(onrange).toHaveBeenCalledExactlyOnceWith({ last: "7d" });
    await expect.element(page.getByRole("dialog", { name: "Time range" })).not.toBeInTheDocument();
  });

  it("marks the relative range in force", async () => {
    await open({ range: { lastMs: dayMs } });
    await press("Time range: Last 24 hours UTC");
    await expect.element(page.getByRole("button", { name: "Last 24 hours", pressed: true })).toBeVisible();
  });

  it("takes two moments in the zone of the screen, and none that are reversed", async () => {
    const { onrange } = await open({ range: { fromMs: endMs - dayMs, toMs: endMs } });
    await press(/^Time range: Nov 27.* – Nov 28.*UTC$/);
    const from = page.getByLabelText("From, UTC");
    await expect.element(from).toHaveValue("2026-11-27T12:00");
    await from.fill("2026-11-29T00:00");
    await expect
      .element(page.getByLabelText("To, UTC"))
      .toHaveAccessibleDescription("The end must be after the beginning");
    await from.fill("2026-11-28T06:30");
    await press("Apply");
    expect(onrange).toHaveBeenCalledExactlyOnceWith({ fromMs: Date.UTC(2026, 10, 28, 6, 30), toMs: endMs });
  });

  it("offers the time around the selected row, in Russian too", async () => {
    const { onrange } = await open({ aroundMs: endMs - 1000, isImported: true }, "ru");
    await press("Диапазон времени: Весь журнал UTC");
    await expect.element(page.getByText("До конца этого журнала")).toBeVisible();
    await page.getByRole("group", { name: "Около выбранной строки" }).getByRole("button", { name: "± 15 мин" }).click();
    expect(onrange).toHaveBeenCalledExactlyOnceWith({ fromMs: endMs - 1000 - 900_000, toMs: endMs - 1000 + 900_000 });
  });
});
