import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { createLiveSecrets } from "../../../basics/live-secrets.ts";
import { Locale, localeKey } from "../../../kit/i18n/locale.svelte.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import type { Completions } from "../../shared/query-input/completion.svelte.ts";
import { createQueryHistory } from "./query-history.ts";
import type { QueryReading } from "../../shared/query-input/query-reading.ts";
import QueryBar from "./QueryBar.svelte";

const fields = ["service", "session_id", "голос"];

/** Words between spaces; one that ends with a colon lacks its value. */
function parse(text: string): QueryReading {
  const spans = [...text.matchAll(/\S+/g)].map((word) => ({ start: word.index, end: word.index + word[0].length }));
  const isWrong = ({ end }: { end: number }) => text[end - 1] === ":";
  return {
    conditions: spans.filter((span) => !isWrong(span)),
    errors: spans.filter(isWrong).map((span) => ({ ...span, kind: "value-missing" })),
  };
}

function complete(text: string, caret: number): Completions {
  const start = text.lastIndexOf(" ", caret - 1) + 1;
  const word = text.slice(start, caret);
  const found = fields.filter((field) => field.startsWith(word));
  return {
    start,
    end: caret,
    items: found.map((label, index) => ({ label, insert: `${label}:`, count: 100 - index })),
  };
}

async function open({ text = "", language = "en" as Language } = {}) {
  const map = new Map<string, string>();
  const storage = () => ({
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  });
  const history = createQueryHistory(createLiveSecrets().scrub, storage);
  const onsubmit = vi.fn<(text: string) => void>();
  const props = { text, parse, complete, history, onsubmit };
  await render(QueryBar, { props, context: new Map([[localeKey, new Locale(language)]]) });
  const input = page.getByRole("combobox", { name: language === "en" ? "Query" : "Запрос" });
  return { input, onsubmit, history };
}

const options = () =>
  page
    .getByRole("option")
    .elements()
    .map((option) => option.textContent.replace(/\s+/g, " ").trim());

describe("QueryBar", () => {
  it("offers fields with their counts while a word is typed, and Tab takes the first", async () => {
    const { input } = await open();
    await input.fill("se");
    await expect.element(input).toHaveAttribute("aria-expanded", "true");
    expect(options()).toEqual(["service 100", "session_id 99"]);
    await userEvent.keyboard("{Tab}");
    await expect.element(input).toHaveValue("service:");
    await expect.element(input).toHaveFocus();
  });

  it("moves through the list with the arrows, takes with Enter, and closes with Esc", async () => {
    const { input, onsubmit } = await open();
    await input.fill("x se");
    await expect.element(page.getByRole("option", { name: /session_id/ })).toBeVisible();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    const active = page.getByRole("option", { name: /session_id/, selected: true });
    await expect.element(active).toBeVisible();
    await expect.element(input).toHaveAttribute("aria-activedescendant", active.element().id);
    await userEvent.keyboard("{Enter}");
    await expect.element(input).toHaveValue("x session_id:");
    expect(onsubmit).not.toHaveBeenCalled();
    await userEvent.keyboard(" ");
    await expect.element(input).toHaveAttribute("aria-expanded", "true");
    await userEvent.keyboard("{Escape}");
    await expect.element(input).toHaveAttribute("aria-expanded", "false");
  });

  it("opens on Ctrl+Space where nothing is typed, and leaves Tab alone there", async () => {
    const { input } = await open();
    await input.click();
    await userEvent.keyboard("{Control>} {/Control}");
    await expect.element(page.getByRole("listbox", { name: "Fields and values" })).toBeVisible();
    await userEvent.keyboard("{Tab}");
    await expect.element(input).not.toHaveFocus();
    await expect.element(input).toHaveValue("");
  });

  it("submits what was typed with Enter, though the list is open", async () => {
    const { input, onsubmit, history } = await open();
    await input.fill("se");
    await expect.element(input).toHaveAttribute("aria-expanded", "true");
    await userEvent.keyboard("{Enter}");
    expect(onsubmit).toHaveBeenCalledExactlyOnceWith("se");
    expect(history.texts).toEqual(["se"]);
    await expect.element(input).toHaveAttribute("aria-expanded", "false");
  });

  it("leaves Enter to the input method while Russian, or any, letters are composed", async () => {
    const { input, onsubmit } = await open();
    await input.fill("го");
    await expect.element(page.getByRole("option", { name: /голос/ })).toBeVisible();
    const enter = new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
    input.element().dispatchEvent(enter);
    expect([enter.defaultPrevented, onsubmit.mock.calls.length]).toEqual([false, 0]);
    await userEvent.keyboard("{Tab}");
    await expect.element(input).toHaveValue("голос:");
  });

  it("says in words what is wrong and where, and keeps it out of the history", async () => {
    const { input, history } = await open();
    await input.fill("service:TTS level:");
    await userEvent.keyboard("{Enter}");
    await expect.element(input).toBeInvalid();
    await expect
      .element(input)
      .toHaveAccessibleDescription(
        "At “level:”: the value is missing; * means any The last valid query stays in force.",
      );
    expect(history.texts).toEqual([]);
  });

  it("does not call a word wrong while it is being typed", async () => {
    const { input } = await open();
    await input.fill("level:");
    await expect.element(input).not.toBeInvalid();
  });

  it("clears the query and keeps the focus", async () => {
    const { input, onsubmit } = await open({ text: "service:TTS" });
    await page.getByRole("button", { name: "Clear the query" }).click();
    expect(onsubmit).toHaveBeenCalledExactlyOnceWith("");
    await expect.element(input).toHaveFocus();
    await expect.element(input).toHaveValue("");
  });

  it("runs an example of the help by a click, in Russian too", async () => {
    const { input, onsubmit } = await open({ language: "ru" });
    await page.getByRole("button", { name: "Язык запросов" }).click();
    await page.getByRole("button", { name: "level:>=WARNING уровень не ниже" }).click();
    expect(onsubmit).toHaveBeenCalledExactlyOnceWith("level:>=WARNING");
    await expect.element(input).toHaveValue("level:>=WARNING");
  });

  it("runs a query again from the history, and forgets it", async () => {
    const { input, onsubmit, history } = await open();
    for (const query of ["first", "second"]) history.add(query);
    await page.getByRole("button", { name: "Recent queries" }).click();
    await page.getByRole("button", { name: "Forget second" }).click();
    expect(history.texts).toEqual(["first"]);
    await page.getByRole("button", { name: "first", exact: true }).click();
    expect(onsubmit).toHaveBeenCalledExactlyOnceWith("first");
    await expect.element(input).toHaveValue("first");
  });
});
