import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import OverviewPage from "./OverviewPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

const events = [...generateEvents(2000)];
const counted = (name: string, service?: string): string =>
  events
    .filter(({ event, service: of }) => event === name && (service === undefined || of === service))
    .length.toLocaleString("en");

/** A tile by its name and number, as both are read out. */
const tile = (label: string, count: string | number) =>
  page.getByRole("link", { name: `${label}: ${count.toLocaleString("en")}`, exact: true });
const strip = (events: number) =>
  page.getByRole("link", { name: `${events.toLocaleString("en")} events`, exact: true });

async function open(address = "/dashboard", from = events, language: "en" | "ru" = "en"): Promise<LogServices> {
  services = await logServices(address, from, language);
  await page.viewport(1400, 900);
  await render(OverviewPage, { context: services.context });
  return services;
}

describe("OverviewPage", () => {
  it("counts what the log holds, in all and by service", async () => {
    await open();
    await expect.element(tile("Failed", counted("request_error"))).toBeVisible();
    const row = page.getByRole("table", { name: "Success rate by service" }).getByRole("row", { name: /ASR/ });
    await expect.element(row.getByRole("cell").first()).toHaveTextContent(counted("request_start", "ASR"));
    await expect.element(row.getByRole("cell").nth(1)).toHaveTextContent(counted("request_error", "ASR"));
  });

  it("counts only what lies in the range of the address, and everything again when asked", async () => {
    const middle = events[1000]!.timestamp;
    const { address } = await open(`/dashboard?from=0&to=${String(Date.parse(middle))}`);
    const before = events.filter(({ timestamp, level }) => timestamp < middle && level !== "DEBUG").length;
    await expect.element(strip(before)).toBeVisible();
    await page.getByRole("button", { name: "Reset zoom" }).click();
    const all = events.filter(({ level }) => level !== "DEBUG").length;
    await expect.element(strip(all)).toBeVisible();
    expect(address()).toBe("/dashboard");
  });

  it("leads from a number to its events in the same range", async () => {
    await open("/dashboard?from=1000&to=9999999999999");
    const group = page.getByRole("table", { name: "Error groups" }).getByRole("link").first();
    await expect
      .element(group)
      .toHaveAttribute(
        "href",
        expect.stringMatching(/^\/logs\?q=outcome.*error_group.*&view=calls&from=1000&to=9999999999999&own=0$/),
      );
    await expect
      .element(tile("Failed", counted("request_error")))
      .toHaveAttribute("href", "/logs?q=event%3Arequest_error&view=events&from=1000&to=9999999999999&own=0");
  });

  it("has a copy as jq in every panel and tile with a number, and beside the calls that it leaves out", async () => {
    const own = events.map((one) => (one.service === "Models" ? { ...one, initiator: "console" as const } : one));
    services = await logServices("/dashboard", own);
    services.preferences.update({ hasOwnCalls: false });
    await render(OverviewPage, { context: services.context });
    await expect.element(page.getByRole("table", { name: "Error groups" })).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Copy their number as jq" })).toBeVisible();
    const numbered = () =>
      [...document.querySelectorAll(".tile, section")].filter(({ textContent }) => /\d/.test(textContent));
    await expect.poll(() => numbered().length).toBeGreaterThan(10);
    const hasCopy = (place: Element) =>
      [...place.querySelectorAll("button")].some((button) => /as jq/.test(button.getAttribute("aria-label") ?? ""));
    expect(
      numbered()
        .filter((place) => !hasCopy(place))
        .map(({ textContent }) => textContent),
    ).toEqual([]);
  });

  it("has a word for calls whose service nobody named, as in the logs of the Python prototype", async () => {
    const nameless = events
      .slice(0, 200)
      .map((event) => ({ ...event, service: undefined, operation: undefined }) as unknown as LogEvent);
    await open("/dashboard", nameless);
    const row = page
      .getByRole("table", { name: "Success rate by service" })
      .getByRole("row", { name: /Not named in the log/ });
    const starts = nameless.filter(({ event }) => event === "request_start").length;
    await expect.element(row.getByRole("cell").first()).toHaveTextContent(String(starts));
    expect(row.getByRole("link").elements()).toEqual([]);
  });

  it("counts a call that is logged while it is in view", async () => {
    const { store } = await open();
    const start = events.find(({ event }) => event === "request_start")!;
    const calls = events.filter(({ event }) => event === "request_start").length;
    store.append({ ...start, timestamp: new Date(Date.parse(events.at(-1)!.timestamp) + 1000).toISOString() });
    await expect.element(tile("Calls", calls + 1)).toBeVisible();
  });

  it("leaves the console's own calls out, says how many, and counts them when asked", async () => {
    const own = events.map((event): LogEvent => ({
      ...event,
      initiator: event.service === "Models" ? "console" : "user",
    }));
    const { preferences } = await open("/dashboard", own);
    const starts = (from: LogEvent[]) => from.filter(({ event }) => event === "request_start").length;
    const hidden = starts(own.filter(({ initiator }) => initiator === "console"));
    const models = page.getByRole("table", { name: "Success rate by service" }).getByRole("row", { name: /Models/ });
    await expect.element(page.getByText(new RegExp(`^${String(hidden)} calls of the console hidden`))).toBeVisible();
    await expect.element(tile("Calls", starts(own) - hidden)).toBeVisible();
    expect(models.elements()).toEqual([]);

    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect.element(tile("Calls", starts(own))).toBeVisible();
    await expect.element(models).toBeVisible();
    expect(preferences.current.hasOwnCalls).toBe(true);
    await page.getByRole("button", { name: "Hide", exact: true }).click();
    await expect.element(models).not.toBeInTheDocument();
  });

  it("does not call a log empty that has hidden events", async () => {
    const check = { ...events[0]!, event: "system_health_check_start", initiator: "console" } as const;
    await open("/dashboard", [check]);
    await expect.element(page.getByText(/^1 event of the console hidden/)).toBeVisible();
    expect(page.getByText("No events in this log yet").elements()).toEqual([]);
  });

  describe("of an imported log without calls", () => {
    async function openImported(language: "en" | "ru" = "en"): Promise<string> {
      services = await logServices("/dashboard", [], language);
      const lines = records.map((event) => `${renderJsonLine(event)}\n`);
      const { id } = await services.store.sets.import([new File(lines, "server.log")], { name: "server.log" });
      services.router.go(`/dashboard?log=${id}`);
      await page.viewport(1400, 900);
      await render(OverviewPage, { context: services.context });
      return id;
    }

    const [first] = events;
    const at = (seq: number, rest: Partial<LogEvent>): LogEvent => ({
      timestamp: new Date(Date.parse(first!.timestamp) + seq).toISOString(),
      level: "INFO",
      event: "imported_line",
      message: "a record of a server",
      session_id: "server.log",
      seq,
      ...rest,
    });
    const unavailable = {
      error_type: "UNAVAILABLE",
      error_message: "failed to connect to all addresses",
      grpc_code: 14,
    };
    const records = [
      at(1, {}),
      ...[2, 3, 4].map((seq) => at(seq, { level: "ERROR", ...(seq > 2 && { error: unavailable }) })),
      at(5, { level: "CRITICAL" }),
      at(6, { level: "ERROR", event: "imported_sentence" }),
    ];

    it("counts its records by level, each with its events, and does not count one that repeats an event", async () => {
      const id = await openImported();
      await expect.element(page.getByRole("heading", { name: "No calls in this log" })).toBeVisible();
      await expect
        .element(page.getByRole("link", { name: "5 records" }))
        .toHaveAttribute("href", `/logs?log=${id}&view=events&own=0`);
      const rows = page.getByRole("table", { name: "Records by level" }).getByRole("row").all().slice(1);
      const shown = rows.map((row) =>
        [...row.element().children].map(({ textContent }) => textContent.trim()).join(" "),
      );
      expect(shown).toEqual(["CRITICAL 1 20%", "ERROR 3 60%", "INFO 1 20%"]);
      await expect
        .element(page.getByRole("link", { name: "ERROR", exact: true }))
        .toHaveAttribute("href", `/logs?log=${id}&q=level%3AERROR&view=events&own=0`);
    });

    it("says neither that there are no errors nor a success rate, and groups errors by status", async () => {
      await openImported();
      const types = page.getByRole("table", { name: "Errors by type" });
      await expect.element(types.getByRole("link", { name: "UNAVAILABLE" })).toBeVisible();
      await expect.element(types.getByRole("cell").first()).toHaveTextContent("2");
      expect(page.getByText(/No errors|Success rate/).elements()).toEqual([]);
    });

    it("says in Russian what it counts", async () => {
      await openImported("ru");
      await expect.element(page.getByRole("heading", { name: "В этом журнале нет вызовов" })).toBeVisible();
      await expect.element(page.getByRole("link", { name: "5 записей" })).toBeVisible();
    });
  });

  it("counts the calls of the live log before the first one", async () => {
    const [first] = events;
    await open("/dashboard", [{ ...first!, level: "INFO", event: "system_startup" }]);
    await expect.element(page.getByRole("heading", { name: "Success rate by service" })).toBeVisible();
    await expect.element(page.getByText("No errors in this range")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Open a sample log" })).toBeVisible();
  });

  it("names the events at ERROR and above where no call failed", async () => {
    const [start] = events.filter(({ event }) => event === "request_start");
    const success = events.find(({ event }) => event === "request_success")!;
    const broken = { ...start!, level: "ERROR", event: "system_storage_failed" } as const;
    await open("/dashboard", [start!, success, broken, { ...broken, level: "CRITICAL" }]);
    await expect
      .element(page.getByRole("link", { name: "2 events at ERROR or CRITICAL" }))
      .toHaveAttribute("href", "/logs?q=level%3A%28ERROR+OR+CRITICAL%29&view=events&own=0");
    expect(page.getByText("No errors in this range").elements()).toEqual([]);
  });

  it("shows no success rate of a file that holds failed calls only", async () => {
    const failures = events.filter(({ event }) => event === "request_error");
    await open("/dashboard", failures);
    await expect.element(tile("Failed", failures.length)).toBeVisible();
    // The tile, and the column of each service.
    const services = new Set(failures.map(({ service }) => service)).size;
    await expect.poll(() => page.getByText("–", { exact: true }).elements()).toHaveLength(1 + services);
  });

  it("says what an empty log would show, in Russian", async () => {
    await open("/dashboard", [], "ru");
    await expect.element(page.getByText("В этом журнале пока нет событий")).toBeVisible();
  });

  it("narrows to what is drawn over the chart", async () => {
    const { address } = await open();
    const chart = page.getByRole("slider", { name: /^Response time of / });
    await expect.element(chart.first()).toBeVisible();
    const over = chart.first().element().querySelector("svg")!;
    const { width } = over.getBoundingClientRect();
    const at = (share: number) => ({ x: Math.round(width * share), y: 60 });
    await userEvent.dragAndDrop(over, over, { sourcePosition: at(0.25), targetPosition: at(0.75) });
    await expect.poll(address).toMatch(/^\/dashboard\?from=\d+&to=\d+$/);
    const [from, to] = [...address().matchAll(/\d{6,}/g)].map(([digits]) => Number(digits)) as [number, number];
    const [first, last] = [events[0]!, events.at(-1)!].map(({ timestamp }) => Date.parse(timestamp)) as [
      number,
      number,
    ];
    expect(from).toBeGreaterThan(first);
    expect(to).toBeLessThan(last);
    // Half of the width of the picture, of which the chart is a little less.
    const ofChart = (to - from) / (Math.ceil(last / 60_000) * 60_000 - Math.floor(first / 60_000) * 60_000);
    expect(ofChart).toBeCloseTo(0.55, 1);
  });
});
