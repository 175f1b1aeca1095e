import { afterEach, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import "../../kit/theme/base.css";
import "../../kit/theme/tokens.css";
import LogsPage from "./LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

it.each(["en", "ru"] as const)("leaves most of a telephone to the list, with nothing cut, %s", async (language) => {
  const fault = { is: "combination", voice: "levitan", sampleRateHz: 16000 } as const;
  services = await logServices("/logs", generateCalls(9_000, { seed: 3, faults: [fault] }), language);
  await page.viewport(390, 844);
  const target = document.createElement("div");
  target.style.height = "744px";
  document.body.append(target);
  await render(LogsPage, { context: services.context, target });
  const list = page.getByRole("listbox", { name: /^(?:Calls|Вызовы)$/ });
  await expect.element(list.getByRole("option").first()).toBeVisible();
  // The sentence above the list takes its lines when it is found.
  await expect.element(page.getByRole("link", { name: /^(?:What differs|Что отличается)$/ })).toBeVisible();
  expect(list.element().getBoundingClientRect().top - target.getBoundingClientRect().top).toBeLessThan(335);
  const search = page
    .getByRole("combobox", { name: /^(?:Query|Запрос)$/ })
    .element()
    .closest(".toolbar")!;
  const right = [...search.querySelectorAll("button, input")].map((one) => one.getBoundingClientRect().right);
  expect(right.length).toBeGreaterThan(5);
  expect(Math.max(...right)).toBeLessThanOrEqual(390);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

it("cuts a long time range on a telephone, and no button beside it", async () => {
  services = await logServices("/logs?last=15m", generateCalls(100, { seed: 3 }), "ru");
  await page.viewport(390, 844);
  await render(LogsPage, { context: services.context });
  const button = (name: RegExp) => page.getByRole("button", { name }).first();
  await expect.element(button(/Последние 15 минут/)).toBeVisible();
  const edges = [/Последние 15 минут/, /^Виды$/, /^Экспорт$/].map((name) => {
    const { left, right } = button(name).element().getBoundingClientRect();
    return [left, right];
  });
  const inOrder = edges.flat();
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
  expect(inOrder.at(-1)).toBeLessThanOrEqual(390 - 12);
  const views = button(/^Виды$/)
    .element()
    .querySelector("span")!;
  expect(views.scrollWidth).toBe(views.clientWidth);
});

it("fades the edge of the tools beyond which there are more, and no edge on a wide page", async () => {
  services = await logServices("/logs", generateCalls(100, { seed: 3 }));
  await page.viewport(390, 844);
  await render(LogsPage, { context: services.context });
  const columns = page.getByRole("button", { name: /^Columns/ });
  await expect.element(columns).toBeInTheDocument();
  const tools = columns.element().closest<HTMLElement>(".tools .tools")!.parentElement!;
  const faded = () => ["--fade-start", "--fade-end"].map((name) => tools.style.getPropertyValue(name) !== "0px");
  await expect.poll(faded).toEqual([false, true]);
  // Scrolled at each look, since the tools are still growing while the log is read.
  const fadedAt = (leftPx: number) => () => {
    tools.scrollLeft = leftPx;
    return faded();
  };
  await expect.poll(fadedAt(60)).toEqual([true, true]);
  await expect.poll(fadedAt(10_000)).toEqual([true, false]);
  await page.viewport(1440, 900);
  await expect.poll(faded).toEqual([false, false]);
});

it("keeps the view that is shown in sight on a telephone, though the views take more than its width", async () => {
  services = await logServices("/logs?view=jq", generateCalls(100, { seed: 3 }));
  await page.viewport(390, 844);
  await render(LogsPage, { context: services.context });
  const shown = page.getByRole("radio", { name: "jq", exact: true });
  await expect.element(shown).toBeChecked();
  const right = () => shown.element().closest("label")!.getBoundingClientRect().right;
  await expect.poll(right).toBeLessThanOrEqual(390);
});

it("moves nothing when the log answers: the fields and the chart have their room before", async () => {
  services = await logServices("/logs", generateCalls(1_000, { seed: 3 }));
  const { store } = services;
  const { explore, exploreRows } = store;
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
  store.explore = async (...question) => (await mayAnswer, explore(...question));
  store.exploreRows = async (...question) => (await mayAnswer, exploreRows(...question));
  await page.viewport(1200, 800);
  const target = document.body.appendChild(document.createElement("div"));
  target.style.height = "700px";
  await render(LogsPage, { context: services.context, target });
  const rows = page.getByRole("listbox", { name: "Calls" }).getByRole("option");
  const fields = page.getByRole("region", { name: "Fields", exact: true });
  const place = (): unknown => fields.element().getBoundingClientRect().toJSON();
  const before = place();
  expect(rows.elements()).toEqual([]);
  answer();
  await expect.element(rows.first()).toBeVisible();
  await expect.element(fields.getByRole("group").first()).toBeVisible();
  expect(place()).toEqual(before);
});
