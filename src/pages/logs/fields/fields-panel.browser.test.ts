import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { answerOf, generateRows, valuesOf } from "../../../../test/support/explore-answers.ts";
import { Locale, localeKey } from "../../../kit/i18n/locale.svelte.ts";
import type { Query } from "../../../query/query.ts";
import { FieldChoices } from "./field-choices.svelte.ts";
import FieldsPanel from "./FieldsPanel.svelte";
import FieldsSheet from "./FieldsSheet.svelte";

const rows = generateRows(400, Date.UTC(2026, 10, 28));

async function open({ query = { is: "all" } as Query, language = "en" as const, component = FieldsPanel } = {}) {
  const choices = new FieldChoices();
  Object.assign(choices, { sharesFailed: false, byFailed: false });
  const actions = {
    oninclude: vi.fn(),
    onexclude: vi.fn(),
    onrange: vi.fn(),
    onfind: vi.fn((path: string, search: string) => {
      const values = valuesOf(rows, path).filter(({ value }) => String(value).includes(search));
      return Promise.resolve({ path, values: values.slice(0, 50), distinct: values.length });
    }),
  };
  const paths = [
    "outcome",
    "service",
    "level",
    "request_data.voice_name",
    "duration_ms",
    "error.error_type",
    "request_id",
  ];
  const answer = answerOf(rows, paths);
  const props = { answer, view: "calls" as const, query, choices, actions, conditions: 2 };
  await render(component, { props, context: new Map([[localeKey, new Locale(language)]]) });
  return { choices, ...actions };
}

const field = (name: string) => page.getByRole("region", { name, exact: true });
const voice = (name: string): Query => ({
  is: "field",
  path: "request_data.voice_name",
  test: { is: "value", value: name, isQuoted: false },
});

describe("FieldsPanel", () => {
  it("says each value with its rows and how many of them failed", async () => {
    await open();
    await expect
      .element(field("voice_name").getByRole("button", { name: "levitan : 50 calls, 12 failed" }))
      .toBeVisible();
  });

  it("filters by a click, and excludes by Alt-click or by the button beside the value", async () => {
    const { oninclude, onexclude } = await open();
    const value = field("service").getByRole("button", { name: /^TTS/ });
    await value.click();
    expect(oninclude).toHaveBeenCalledExactlyOnceWith("service", "TTS");
    await value.click({ modifiers: ["Alt"] });
    await field("service").getByRole("button", { name: "Exclude ASR" }).click();
    expect(onexclude.mock.calls).toEqual([
      ["service", "TTS"],
      ["service", "ASR"],
    ]);
    expect(oninclude).toHaveBeenCalledTimes(1);
  });

  it("marks what the query chooses and excludes", async () => {
    await open({ query: { is: "and", parts: [voice("levitan"), { is: "not", part: voice("borisova") }] } });
    const values = field("voice_name");
    await expect.element(values.getByRole("button", { name: /^levitan/, pressed: true })).toMatchTextContent(/chosen/);
    await expect.element(values.getByRole("button", { name: /^borisova/ })).toMatchTextContent(/excluded/);
    await expect.element(values.getByRole("button", { name: "Exclude borisova", pressed: true })).toBeInTheDocument();
  });

  it("shows counts that add up to all rows, with those without the field", async () => {
    await open();
    const counts = field("error_type")
      .getByRole("listitem")
      .elements()
      .map((item) => Number(/\d+/.exec(item.textContent)![0]));
    expect(counts).toEqual([12, 388]);
  });

  it("puts the values with most failed rows first when asked, and shows their shares", async () => {
    await open();
    await page.getByRole("button", { name: "How values are drawn" }).click();
    await page.getByRole("radio", { name: "Share failed" }).click();
    await page.getByRole("radio", { name: "Most failed" }).click();
    await userEvent.keyboard("{Escape}");

    await expect
      .element(field("voice_name").getByRole("listitem").first())
      .toMatchTextContent(/^levitan\s*2\d(\.\d)?%/);
  });

  it("searches a field of very many values in the log itself, and says how many there are", async () => {
    const { onfind } = await open();
    await field("request_id").getByRole("button", { name: "request_id very many values" }).click();
    await expect.element(field("request_id").getByText("unique texts")).toBeVisible();
    await field("request_id").getByRole("searchbox", { name: "Find a value of request_id" }).fill("req_1");
    await expect.element(field("request_id").getByRole("status")).toMatchTextContent(/^50 of 111 values$/);
    expect(onfind.mock.lastCall?.slice(0, 2)).toEqual(["request_id", "req_1"]);
  });

  it("moves the bounds of numbers with the arrow keys, and leaves the end of the axis open", async () => {
    const { onrange } = await open();
    const from = field("duration_ms").getByRole("slider", { name: "From" });
    (from.element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(onrange).toHaveBeenLastCalledWith("duration_ms", 200, undefined);
    await expect.element(from).toHaveAttribute("aria-valuetext", "0\u00a0ms");
  });

  it("takes typed bounds, with a decimal comma too", async () => {
    const { onrange } = await open();
    await field("duration_ms").getByRole("textbox", { name: "To, duration_ms" }).fill("1500,5");
    await userEvent.keyboard("{Enter}");
    expect(onrange).toHaveBeenLastCalledWith("duration_ms", undefined, 1500.5);
  });

  it("says beside a typed bound that it is no number or that none is between both, and asks for nothing", async () => {
    const { onrange } = await open();
    const [from, to] = ["From", "To"].map((name) =>
      field("duration_ms").getByRole("textbox", { name: `${name}, duration_ms` }),
    ) as [ReturnType<typeof page.getByRole>, ReturnType<typeof page.getByRole>];
    await from.fill("abc");
    await userEvent.keyboard("{Enter}");
    await expect.element(from).toHaveAccessibleDescription("Not a number");
    await to.fill("1000");
    await userEvent.keyboard("{Enter}");
    expect(onrange).not.toHaveBeenCalled();
    await from.fill("5000");
    await userEvent.keyboard("{Enter}");
    await expect.element(to).toHaveAccessibleDescription("Less than “From”");
    expect(onrange).not.toHaveBeenCalled();
    await from.fill("500");
    await userEvent.keyboard("{Enter}");
    expect(onrange).toHaveBeenCalledExactlyOnceWith("duration_ms", 500, 1000);
  });

  it("chooses numbers by a drag over the bars", async () => {
    const { onrange } = await open();
    const brush = field("duration_ms").getByRole("group", { name: "Range of duration_ms" }).element();
    const box = brush.getBoundingClientRect();
    const at = (share: number) => ({
      clientX: box.left + box.width * share,
      clientY: box.top + 20,
      pointerId: 1,
      bubbles: true,
    });
    brush.setPointerCapture = () => undefined;
    brush.dispatchEvent(new PointerEvent("pointerdown", at(0.25)));
    brush.dispatchEvent(new PointerEvent("pointermove", at(0.5)));
    brush.dispatchEvent(new PointerEvent("pointerup", at(0.5)));
    expect(onrange).toHaveBeenCalledExactlyOnceWith("duration_ms", 1000, 2000);
  });

  it("finds a field among all, with the kinds of its values and the rows that have it", async () => {
    const { choices } = await open();
    await page.getByRole("searchbox", { name: "Find a field" }).fill("HERTZ");
    await expect.element(page.getByText("number · 400 calls")).toBeVisible();
    await page.getByRole("button", { name: "sample_rate_hertz" }).click();
    expect(choices.facets(answerOf(rows, []).fields)).not.toContain("request_data.sample_rate_hertz");
  });

  it("stands in a sheet under its button, in Russian too", async () => {
    await open({ component: FieldsSheet as never, language: "ru" as never });
    await page.getByRole("button", { name: "Поля 2" }).click();
    const sheet = page.getByRole("dialog", { name: "Поля" });
    await expect.element(sheet.getByRole("button", { name: /^levitan : 50 вызовов, с ошибкой: 12/ })).toBeVisible();
  });
});
