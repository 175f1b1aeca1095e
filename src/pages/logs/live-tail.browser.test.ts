import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { LogStore } from "../../store/log-store.ts";
import "../../kit/theme/base.css";
import "../../kit/theme/tokens.css";
import LogsPage from "./LogsPage.svelte";

/** Events a second, and every how many of them the query is about. */
const [rate, everyNth] = [1000, 4];

let services: LogServices | undefined;
const target = document.createElement("div");
target.style.height = "700px";
afterEach(async () => {
  await services?.close();
  target.remove();
});

/** The page over the live log, in a window of its own. */
async function open(address: string): Promise<LogServices> {
  services = await logServices(address);
  await page.viewport(1200, 800);
  document.body.append(target);
  await render(LogsPage, { context: services.context, target });
  return services;
}

const event = (seq: number): LogEvent => ({
  timestamp: new Date().toISOString(),
  level: seq % everyNth === 0 ? "WARNING" : "INFO",
  event: "system_note",
  service: "System",
  message: `note ${String(seq)}`,
  session_id: "s-1",
  seq,
});

/** Logs a thousand events a second until it is stopped; knows how many the query is about. */
function startLogging(store: LogStore) {
  const startedMs = performance.now();
  const written = { all: 0, matching: 0 };
  const timer = setInterval(() => {
    for (const due = ((performance.now() - startedMs) * rate) / 1000; written.all < due;) {
      store.append(event(++written.all));
      if (written.all % everyNth === 0) written.matching++;
    }
  }, 10);
  return {
    written,
    async stop(): Promise<void> {
      clearInterval(timer);
      await store.flush();
    },
  };
}

/** Counts the questions of the page that wait for their answer. */
function watchQuestions(store: LogStore) {
  const questions = { waiting: 0, most: 0 };
  for (const name of ["explore", "exploreRows"] as const) {
    const ask = store[name] as (...parameters: unknown[]) => Promise<unknown>;
    const watched = async (...parameters: unknown[]) => {
      questions.most = Math.max(questions.most, ++questions.waiting);
      try {
        return await ask(...parameters);
      } finally {
        questions.waiting--;
      }
    };
    Object.assign(store, { [name]: watched });
  }
  return questions;
}

const list = () => page.getByRole("listbox", { name: "Events" });
const rows = () => list().getByRole("option").elements();
const numberOf = (element: Element | undefined) => Number(/note (\d+)/.exec(element?.textContent ?? "")?.[1] ?? 0);
/** Rows that are in the viewport of the list. */
const inView = () => {
  const frame = list().element().getBoundingClientRect();
  return rows().filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > frame.top + 1 && top < frame.bottom - 1;
  });
};
/** The numbers of those rows, as soon as each row is read. */
async function readInView(): Promise<number[]> {
  await expect.poll(() => inView().map(numberOf)).not.toContain(0);
  return inView().map(numberOf);
}
const pill = () => page.getByRole("button", { name: /new rows?$/ });
const waiting = () => Number(/[\d,]+/.exec(pill().elements()[0]?.textContent ?? "")?.[0].replaceAll(",", "") ?? 0);
const inList = () => Number(rows()[0]?.getAttribute("aria-setsize"));
/** Events in all bins of the chart. */
const charted = () =>
  [...document.querySelectorAll("caption ~ tbody td:nth-of-type(1)")].reduce(
    (sum, { textContent }) => sum + Number(textContent.replaceAll(",", "")),
    0,
  );

describe("a query at a thousand events a second", () => {
  it("is followed, waits while the person reads on with an exact count, and the chart goes on", async () => {
    const { store } = await open("/logs?view=events&last=15m&by=service&q=level:WARNING");
    const questions = watchQuestions(store);
    const { written, stop } = startLogging(store);
    await expect.poll(() => numberOf(rows()[0])).toBeGreaterThan(1000);
    await expect.poll(() => numberOf(rows()[0])).toBeGreaterThan(2000);
    list().element().parentElement!.scrollTop = 140;
    await expect.element(pill()).toBeVisible();
    const before = await readInView();
    const [listed, chartedBefore] = [inList(), charted()];
    await expect.poll(waiting).toBeGreaterThan(300);
    await stop();
    await expect.poll(() => listed + waiting()).toBe(written.matching);
    expect([inView().map(numberOf), inList()]).toEqual([before, listed]);
    await expect.poll(charted).toBe(written.matching);
    expect(chartedBefore).toBeLessThan(written.matching);
    // Counts and rows are asked for one after another; a page of rows may be given up for the next one.
    expect(questions.most).toBeLessThanOrEqual(3);
    await expect.poll(() => questions.waiting).toBe(0);
    expect((await store.getLogStats()).queueLength).toBe(0);
    await pill().click();
    await expect.poll(() => numberOf(rows()[0])).toBe(written.matching * everyNth);
    await expect.element(pill()).not.toBeInTheDocument();
  });

  it("is followed at its end, oldest first, and waits there too", async () => {
    const { store } = await open("/logs?view=events&sort=time&q=level:WARNING");
    const { written, stop } = startLogging(store);
    const last = () => numberOf(inView().at(-1));
    await expect.poll(inList).toBeGreaterThan(100);
    await expect.element(pill()).toBeVisible();
    await pill().click();
    await expect.poll(() => inList() - last() / everyNth).toBe(0);
    const reached = last();
    await expect.poll(last).toBeGreaterThan(reached + 1000);
    await expect.element(pill()).not.toBeInTheDocument();
    list().element().parentElement!.scrollTop -= 140;
    await expect.element(pill()).toBeVisible();
    const before = await readInView();
    await stop();
    await expect.poll(inList).toBe(written.matching);
    expect(inView().map(numberOf)).toEqual(before);
    await pill().click();
    await expect.poll(last).toBe(written.matching * everyNth);
  });
});
