import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { createLiveSecrets } from "../../../basics/live-secrets.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import { Locale, localeKey } from "../../../kit/i18n/locale.svelte.ts";
import { createSavedViews } from "./saved-views.ts";
import ViewsMenu from "./ViewsMenu.svelte";

async function open({ search = "q=level%3AERROR&log=abc&at=7", language = "en" as Language } = {}) {
  const map = new Map<string, string>();
  const storage = () => ({
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  });
  const { learn, scrub } = createLiveSecrets();
  const views = createSavedViews(scrub, storage);
  await render(ViewsMenu, { props: { views, search }, context: new Map([[localeKey, new Locale(language)]]) });
  return { views, learn };
}

describe("ViewsMenu", () => {
  it("links to views to start from, on the log that is shown", async () => {
    await open({ language: "ru" });
    await page.getByRole("button", { name: "Виды" }).click();
    const links = page.getByRole("list", { name: "Готовые виды" }).getByRole("link");
    expect(links.elements().map((link) => link.textContent.trim())).toEqual([
      ...["Ошибки", "Медленные вызовы", "Один голос", "Авторизация", "Сейчас", "Аудит"],
    ]);
    await expect.element(links.first()).toHaveAttribute("href", "/logs?q=outcome%3Aerror&log=abc");
  });

  it("saves what the address shows, without its log and its open row, and names it on the button", async () => {
    const { views } = await open();
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("textbox", { name: "Name of this view" }).fill("Failures at night");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("link", { name: "Failures at night" })).toHaveAttribute("aria-current", "true");
    expect(views.all).toEqual([{ name: "Failures at night", view: "q=level%3AERROR" }]);
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("button", { name: "Failures at night", exact: true })).toBeVisible();
  });

  it("renames and deletes a view", async () => {
    const { views } = await open();
    views.save("old", "q=a");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("button", { name: "Rename old" }).click();
    await expect.element(page.getByRole("textbox", { name: "New name of old" })).toHaveFocus();
    await page.getByRole("textbox", { name: "New name of old" }).fill("new");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("link", { name: "new" })).toHaveAttribute("href", "/logs?q=a&log=abc");
    await page.getByRole("button", { name: "Delete new" }).click();
    expect(views.all).toEqual([]);
  });

  it("says why a view with a secret is not saved", async () => {
    const { views, learn } = await open({ search: "q=hunter22" });
    learn("password", "hunter22");
    await page.getByRole("button", { name: "Views" }).click();
    const name = page.getByRole("textbox", { name: "Name of this view" });
    await name.fill("mine");
    await userEvent.keyboard("{Enter}");
    await expect.element(name).toHaveAccessibleDescription("Not saved: it holds a secret that is in use");
    expect(views.all).toEqual([]);
  });
});
