import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { diagnoseError } from "../../diagnosis/diagnose-error.ts";
import { createSampleLog } from "../../sample-log/sample-log.ts";
import type { Language } from "../../kit/i18n/language.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { notesStorageKey } from "../../app/error-groups/group-notes.ts";
import { parseQuery } from "../../query/parse-query.ts";
import ErrorsPage from "./ErrorsPage.svelte";

let services: LogServices | undefined;
afterEach(async () => {
  localStorage.removeItem(notesStorageKey(""));
  await services?.close();
});

const file = await createSampleLog({ nowMs: Date.UTC(2026, 10, 28, 12), diagnoseError });
const events = (await file.text())
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as LogEvent);

async function open(address = "/errors", from = events, language: Language = "en"): Promise<LogServices> {
  services = await logServices(address, from, language);
  services.preferences.update({ hasOwnCalls: false });
  await page.viewport(1440, 900);
  await render(ErrorsPage, { context: services.context });
  return services;
}

/** Enough for a person to work with. */
const few = events.slice(0, 2_000);
const crashed = () => head(/^A service inside the platform failed$/);

const rows = () => page.getByRole("rowheader");
const head = (name: RegExp) => page.getByRole("button", { name, expanded: false });
const outage = () => page.getByRole("row", { name: /The platform refused the connection ASR/ });

describe("ErrorsPage", () => {
  it("lists every failed call in one group, and each count leads to as many calls in Logs", async () => {
    const { store } = await open();
    await expect.element(page.getByText(/^144 failed of 3,416 calls$/)).toBeVisible();
    await expect.element(rows().first()).toBeVisible();
    const links = page.getByRole("link", { name: /^[\d,]+$/ }).elements() as HTMLAnchorElement[];
    let sum = 0;
    for (const link of links) {
      const address = new URL(link.href).searchParams;
      const { query } = parseQuery(address.get("q")!);
      const scope = { view: "calls", query, range: {}, hasOwnCalls: address.get("own") === "1" } as const;
      expect([address.get("q"), (await store.explore({ ...scope, facets: [] })).total]).toEqual([
        address.get("q"),
        Number(link.textContent),
      ]);
      sum += Number(link.textContent);
    }
    expect(sum).toBe(144);
  });

  it("names the cause in plain words, and an outage apart from what failed alike at other times", async () => {
    await open();
    await expect.element(outage().first().getByText("gateway → platform")).toBeVisible();
    await expect
      .element(
        outage()
          .first()
          .getByText(/^in 3\d\smin.*; 1 of 8 sessions$/),
      )
      .toBeVisible();
    expect(outage().elements()).toHaveLength(2);
    await head(/^The platform refused the connection$/)
      .first()
      .click();
    await expect.element(page.getByText(/^From Nov 28.* 25 of 25 calls of ASR failed this way/)).toBeVisible();
    await expect.element(page.getByRole("link", { name: "25 calls in Logs" })).toBeVisible();
    await expect.element(page.getByText(/^Not in it: 21 UNAVAILABLE in 2 other groups\.$/)).toBeVisible();
    await expect.element(page.getByText("By 3 calls of the group")).toBeVisible();
  });

  it("says what the calls of a group share", async () => {
    await open("/errors?q=service:TTS");
    const row = page.getByRole("row", { name: /engine worker # crashed/ });
    await expect.element(row.getByText(/voice_name\s= gandelman/)).toBeVisible();
    await expect.element(row.getByText(/^37 of 37 fail; elsewhere/)).toBeVisible();
  });

  it("notes a state with a note, counts it, and shows only what is asked for", async () => {
    await open("/errors", few);
    await crashed().click();
    await page.getByRole("button", { name: "open" }).click();
    await page.getByRole("combobox", { name: "State" }).selectOptions("known");
    await page.getByLabelText("Note").fill("Ticket 7");
    await page.getByRole("button", { name: "Save" }).click();
    await expect.element(page.getByText(/Ticket 7$/)).toBeVisible();
    await expect.element(page.getByRole("radio", { name: "Known 1" })).toBeInTheDocument();
    await page.getByRole("radio", { name: "Known 1" }).click();
    await expect.element(page.getByRole("radio", { name: "Known 1" })).toBeChecked();
    expect(JSON.parse(localStorage.getItem(notesStorageKey(""))!)).toMatchObject({
      states: [{ state: "known", note: "Ticket 7" }],
    });
  });

  it("marks a resolved group that fails again while it is in view", async () => {
    const { store } = await open("/errors", few);
    await crashed().click();
    await page.getByRole("button", { name: "open" }).click();
    await page.getByRole("combobox", { name: "State" }).selectOptions("resolved");
    await page.getByRole("button", { name: "Save" }).click();
    await expect.element(page.getByText("resolved").first()).toBeVisible();
    const failure = few.find(({ service, error }) => service === "TTS" && error?.error_type === "INTERNAL")!;
    const timestamp = new Date(Date.now() + 60_000).toISOString();
    store.append({ ...failure, request_id: "req_again", timestamp });
    await expect.element(page.getByText("came back").first()).toBeVisible();
  });

  it("splits a group by a field, says so, and undoes it in the list of rules", async () => {
    await open("/errors", few);
    await crashed().click();
    await page.getByRole("button", { name: "Merge or split…" }).click();
    await page.getByRole("radio", { name: "Split" }).click();
    await page.getByLabelText("Split by the values of").selectOptions("operation");
    await page.getByRole("button", { name: "Add rule" }).click();
    await expect.element(page.getByText(/operation = Synthesize/).first()).toBeVisible();
    await page.getByRole("button", { name: /^Grouping rules/ }).click();
    await page.getByRole("button", { name: "Remove the rule: Split by operation" }).click();
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByText(/operation = Synthesize/).first()).not.toBeInTheDocument();
  });

  it("says in both languages that nothing failed, in a log and in a filter", async () => {
    await open("/errors", []);
    await expect.element(page.getByText("No failed calls")).toBeVisible();
    await services!.close();
    const { address } = await open("/errors?q=service:Nobody", few, "ru");
    await expect.element(page.getByText("За это время и с этим фильтром ошибок нет.")).toBeVisible();
    await page.getByRole("button", { name: "Весь журнал без фильтра" }).click();
    await expect.element(rows().first()).toBeVisible();
    expect(address()).toBe("/errors");
  });

  it("does not widen a telephone for names of 20,000 characters", async () => {
    const long = "x".repeat(20_000);
    const failed = events.find(({ event }) => event === "request_error")!;
    const odd = { ...failed, service: long, operation: long, error: { error_type: long, error_message: long } };
    await open("/errors", [odd as unknown as LogEvent]);
    await page.viewport(390, 844);
    await expect.element(rows().first()).toBeVisible();
    await page.getByRole("button", { expanded: false }).filter({ hasText: /xxx|./ }).first().click();
    await expect.poll(() => document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  });
});
