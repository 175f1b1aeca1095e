import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { planted } from "../../../test/support/planted-differences.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import type { LogStore } from "../../store/log-store.ts";
import ComparePage from "./ComparePage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

const logOf = (seed: number): LogEvent[] => [...generateCalls(3000, { seed, lengthMs: 5 * 86_400_000 })];

async function importLog(store: LogStore, name: string, events: LogEvent[]): Promise<string> {
  const lines = events.map((event) => `${renderJsonLine(event)}\n`);
  return (await store.sets.import([new File(lines, name)], { name })).id;
}

/** Opens the page with two imported logs. */
async function openTwo(good: LogEvent[], customer: LogEvent[], language: "en" | "ru" = "en"): Promise<LogServices> {
  services = await logServices("/compare", [], language);
  const [left, right] = [
    await importLog(services.store, "good.jsonl", good),
    await importLog(services.store, "customer.jsonl", customer),
  ];
  services.router.go(`/compare?log=${left}&log2=${right}`);
  await page.viewport(1400, 900);
  await render(ComparePage, { context: services.context });
  return services;
}

/** The rows of all tables, as they read. */
const rows = (): string[] =>
  [...document.querySelectorAll("tbody tr")].map(({ children }) => [...children].map(wordsOf).join(" | "));
const wordsOf = ({ textContent }: Element) => textContent.replaceAll(/\s+/g, " ").trim();

describe("ComparePage", () => {
  it("names what differs between two logs, each number a link to exactly its rows", async () => {
    const { store } = await openTwo(logOf(1), planted(logOf(101)));
    await expect.element(page.getByRole("table", { name: "Versions and settings" })).toBeVisible();
    await expect
      .poll(rows)
      .toEqual([
        expect.stringMatching(
          /^new TTS \/ Synthesize \/ FAILED_PRECONDITION \/ .* \| 0 0% of \d+ \| \d+ [\d.]+% of \d+$/,
        ),
        expect.stringMatching(/^slower ASR FileRecognize, p50 \| .+, of \d+ \| .+, of \d+$/),
        expect.stringMatching(/^slower ASR FileRecognize, p95 \| .+, of \d+ \| .+, of \d+$/),
        expect.stringMatching(/^gone VoiceCloning CloneVoice \| \d+ .+ of [\d,]+ \| 0 0% of [\d,]+$/),
        expect.stringMatching(/^gone voice_name = gandelman \| \d+ .+ of (\d+) \| 0 0% of \d+$/),
        expect.stringMatching(/^new voice_name = ermilova \| 0 0% of \d+ \| \d+ .+ of \d+$/),
        expect.stringMatching(/^other version \| 0\.9\.2 × .* \| 1\.0\.0 × \d+$/),
        "other jitterBufferMs | none | 300 × 1",
      ]);

    const links = page
      .getByRole("region", { name: "What differs" })
      .getByRole("link")
      .elements() as HTMLAnchorElement[];
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) {
      const { searchParams } = new URL(link.href);
      const { total } = await store.sets.open(searchParams.get("log")!).explore({
        view: searchParams.get("view") as "calls" | "events",
        query: parseQuery(searchParams.get("q")!).query,
        range: {},
        hasOwnCalls: searchParams.get("own") === "1",
        facets: [],
      });
      // A count stands in the link, the values of settings before theirs, and percentiles before the calls that they are of.
      const cell = link.parentElement!.textContent.trim().replaceAll(/\s+/g, " ");
      const shown = /× ([\d,]+)$/.exec(cell)?.[1] ?? /, of ([\d,]+)$/.exec(cell)?.[1] ?? link.textContent;
      expect(total, cell).toBe(Number(shown.replaceAll(",", "")));
    }
  });

  it("says that nothing differs, and how much was compared", async () => {
    await openTwo(logOf(1), logOf(2));
    await expect.element(page.getByText("Nothing differs beyond chance")).toBeVisible();
    await expect
      .element(page.getByRole("heading", { name: /^[\d,]+ calls against [\d,]+: 0 differences$/ }))
      .toBeVisible();
  });

  it("compares two ranges of one log, swaps them, and asks for two when they are the same", async () => {
    const events = logOf(1);
    const middle = Date.parse(events[1500]!.timestamp);
    services = await logServices(`/compare?to=${String(middle)}&from2=${String(middle)}`, events);
    await render(ComparePage, { context: services.context });
    await expect.element(page.getByRole("heading", { name: /calls against/ })).toBeVisible();
    await userEvent.click(page.getByRole("button", { name: "Swap the sides" }));
    expect(services.address()).toBe(`/compare?from=${String(middle)}&to2=${String(middle)}`);
    services.router.go("/compare");
    await expect.element(page.getByText("Choose two logs, or two ranges of one")).toBeVisible();
  });

  it("compares logs without a call by their lines", async () => {
    const line = (message: string, at: number): string => {
      const timestamp = new Date(Date.UTC(2026, 10, 28) + at * 1000).toISOString();
      return `${JSON.stringify({ timestamp, level: at % 10 === 0 ? "ERROR" : "INFO", message })}\n`;
    };
    const fileOf = (name: string, message: string) =>
      new File(
        Array.from({ length: 300 }, (_, at) => line(message, at)),
        name,
      );
    services = await logServices("/compare");
    const { sets } = services.store;
    const left = await sets.import([fileOf("a.jsonl", "the disk is full")], { name: "a.jsonl" });
    const right = await sets.import([fileOf("b.jsonl", "the queue is closed")], { name: "b.jsonl" });
    services.router.go(`/compare?log=${left.id}&log2=${right.id}`);
    await render(ComparePage, { context: services.context });
    await expect.element(page.getByRole("heading", { name: "300 lines against 300: 2 differences" })).toBeVisible();
    expect(rows()).toEqual([
      "gone the disk is full | 30 10% of 300 | 0 0% of 300",
      "new the queue is closed | 0 0% of 300 | 30 10% of 300",
    ]);
  });

  it("gives logs that are opened here their places, and compares them", async () => {
    services = await logServices("/compare");
    const { importedLogs } = services.context.get(servicesKey) as Services;
    await render(ComparePage, { context: services.context });
    const fileOf = (name: string, seed: number) =>
      new File(
        logOf(seed).map((event) => `${renderJsonLine(event)}\n`),
        name,
      );
    await importedLogs.import([fileOf("customer.jsonl", 2)]);
    await expect.poll(services.address).toMatch(/^\/compare\?log2=[^&]*customer\.jsonl$/);
    await importedLogs.import([fileOf("good.jsonl", 1)]);
    await expect.poll(services.address).toMatch(/^\/compare\?.*log=[^&]*good\.jsonl/);
    await expect.element(page.getByText("Nothing differs beyond chance")).toBeVisible();
  });

  it("says which log this browser lacks", async () => {
    services = await logServices("/compare?log=0123456789abcdef.2.gone.log", logOf(1));
    await render(ComparePage, { context: services.context });
    await expect.element(page.getByRole("option", { name: "This log isn’t in this browser" })).toBeInTheDocument();
    await expect.element(page.getByRole("region", { name: "Reference" })).toMatchTextContent("Open or drop its files");
  });
});
