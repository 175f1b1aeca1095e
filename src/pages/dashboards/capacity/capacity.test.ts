import { describe, expect, it } from "vitest";
import { findJq } from "../../../../test/support/find-jq.ts";
import { openExploredLog } from "../../../../test/support/open-explored-log.ts";
import { jqProgramOf, runJqPrograms } from "../../../../test/support/run-jq-programs.ts";
import type { PanelFrame } from "../../../app/dashboards/panel-request.ts";
import { createFormat } from "../../../kit/i18n/format.ts";
import { defaultLogFiles } from "../../../settings/storage-sizes.ts";
import { jqCommand } from "../../../query/tools/jq-command.ts";
import { measureToJq } from "../../../query/tools/measure-to-jq.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import type { LogStats } from "../../../store/log-store.ts";
import { panelJq } from "../../shared/panels/panel-jq.ts";
import { generateCalls } from "../../../sample-log/generate-calls.ts";
import { capacityTable } from "./capacity-chart.ts";
import { forecastCapacity, forecastHours } from "./capacity-forecast.ts";
import { capacityJq, capacityRequest, quantityOf } from "./capacity-request.ts";
import { capacityText } from "./capacity-text.ts";
import { forecastDetails, reachWords } from "./forecast-details.ts";
import { refusedRequest, type PresentQuantities } from "./present-quantities.svelte.ts";
import { browserTiles, fileTiles } from "./present-tiles.ts";
import { quantities } from "./quantities.ts";
import { wholeDays } from "./whole-days.ts";

const jq = await findJq();
const dayMs = 86_400_000;
const zone = "Europe/Moscow";
const frameOf = (fromMs: number, toMs: number): PanelFrame => ({
  ...{ fromMs, toMs, nowMs: toMs, hasOwnCalls: false, filter: "", zone },
});

describe("history of a quantity", () => {
  it("counts the days that lie in the range from end to end, in the zone", () => {
    const noonMs = Date.UTC(2026, 10, 20, 12);
    const days = wholeDays(noonMs, noonMs + 3 * dayMs, zone)!;
    expect(new Date(days.fromMs).toISOString()).toBe("2026-11-20T21:00:00.000Z");
    // The 21st of November 2026 is a Saturday.
    expect([days.bins, days.weekday]).toEqual([2, 5]);
    expect(wholeDays(noonMs, noonMs + dayMs, zone)).toBeUndefined();
    expect(wholeDays(noonMs - 900 * dayMs, noonMs, zone)!.bins).toBe(366);
  });

  it("is what jq gives, of every quantity", async () => {
    if ("missing" in jq) throw new Error(jq.missing);
    const events = [...generateCalls(600, { seed: 5, lengthMs: 12 * dayMs })];
    const times = events.map(({ timestamp }) => Date.parse(timestamp));
    const frame = frameOf(Math.min(...times), Math.max(...times) + 1);
    const { explorer, text } = await openExploredLog(events);
    const each = 812.5;
    const asked = await Promise.all(
      quantities.map(async (quantity) => {
        const request = capacityRequest(quantity, frame)!;
        return { quantity, request, answer: await explorer.measure(request.ofDays) };
      }),
    );
    const scale = (quantity: string) => (quantity === "log" ? each : 1);
    const programs = asked.map(({ quantity, request, answer }) =>
      jqProgramOf(capacityJq(request, request.ofDays, answer, scale(quantity))),
    );
    const results = await runJqPrograms(jq, programs, await text());
    for (const [index, { quantity, request, answer }] of asked.entries()) {
      const ours = quantityOf(answer, scale(quantity)).map((value, at) => ({
        day: new Date(request.days.fromMs + at * dayMs).toISOString().replace(".000", ""),
        [quantity]: Number(value.toPrecision(10)),
      }));
      const ofJq = (results[index]![0] as { day: string }[]).map((row) => ({
        ...row,
        [quantity]: Number((row as unknown as Record<string, number>)[quantity]!.toPrecision(10)),
      }));
      expect(ofJq.filter((row) => (row as Record<string, unknown>)[quantity] !== 0)).toEqual(
        ours.filter((row) => row[quantity] !== 0),
      );
      expect(ofJq.length).toBeGreaterThan(5);
    }
  });
});

it("gives each hour, the hours of a week, and the calls that a quota refused, as jq does", async () => {
  if ("missing" in jq) throw new Error(jq.missing);
  const refusal = "RESOURCE_EXHAUSTED";
  const events = [...generateCalls(1_200, { seed: 6, lengthMs: 12 * dayMs })];
  const failed = events.filter(({ event }) => event === "request_error").slice(0, 3);
  for (const event of failed) event.error = { error_type: refusal, error_message: "the quota is used up" };
  const times = events.map(({ timestamp }) => Date.parse(timestamp));
  const request = capacityRequest("calls", frameOf(Math.min(...times), Math.max(...times) + 1))!;
  const { ofHours, ofEachHour, days } = request;
  const { explorer, text } = await openExploredLog(events);
  const answer = await explorer.measure(ofHours);
  const each = await explorer.measure(ofEachHour!);
  const lines = [panelJq(ofHours, answer), jqCommand(measureToJq(refusedRequest))];
  const programs = [...lines, capacityJq(request, ofEachHour!, each)].map(jqProgramOf);
  const [hours, refused, eachHour] = await runJqPrograms(jq, programs, await text());
  const ofJq = new Map((hours![0] as { over: number; rows: number }[]).map(({ over, rows }) => [over, rows]));
  expect(quantityOf(answer)).toEqual(Array.from({ length: 168 }, (_, hour) => ofJq.get(hour) ?? 0));
  expect(quantityOf(answer).filter((count) => count > 0).length).toBeGreaterThan(20);
  const startOf = (hour: number) => new Date(days.fromMs + hour * 3_600_000).toISOString().replace(".000", "");
  expect(eachHour![0]).toEqual(
    quantityOf(each).flatMap((calls, hour) => (calls === 0 ? [] : [{ hour: startOf(hour), calls }])),
  );
  const { total } = await explorer.measure(refusedRequest);
  const isRefused = (event: LogEvent) => event.event === "request_error" && event.error?.error_type === refusal;
  expect([total, failed.length]).toEqual([events.filter(isRefused).length, 3]);
  expect(refused![0]).toMatchObject([{ rows: total }]);
});

describe("what is said of a quantity", () => {
  const days = wholeDays(Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 29), "utc")!;
  const history = Array.from({ length: days.bins }, (_, at) => ((at + 6) % 7 < 5 ? 100 + 3 * at : 20));
  const written = (language: "en" | "ru") => ({
    ...{ write: (value: number) => value.toFixed(0), format: createFormat(language, "UTC") },
    text: capacityText[language],
  });

  it("is history, growth, week, busiest hour and the sum to come, in both languages", () => {
    const hours = Array.from({ length: 168 }, (_, at) => (at === 34 ? 10 : 1));
    for (const language of ["en", "ru"] as const) {
      const forecast = forecastCapacity(history, { factor: 1, limit: 0 });
      const facts = forecastDetails(forecast, days, hours, written(language));
      expect(facts.map(({ label }) => label)).toEqual(Object.values(capacityText[language].labels).slice(0, 5));
    }
    const facts = forecastDetails(forecastCapacity(history, { factor: 1, limit: 0 }), days, hours, written("en"));
    expect(facts[1]!.words).toMatch(/^\+\d+ from day to day/);
    expect(facts[2]!.words).toMatch(/; least on (Saturdays|Sundays): \d+%$/);
    expect(facts[3]!.words).toBe("On Tuesdays at 10:00 UTC: 5.6% of all");
  });

  it("has hours, with those of two days to come, from three days on and until a week can be told", () => {
    const ofDays = (count: number) => {
      const frame = frameOf(days.fromMs, days.fromMs + (count + 0.4) * dayMs);
      return capacityRequest("calls", { ...frame, zone: "utc" })!;
    };
    expect([2, 3, 13, 14].map((count) => ofDays(count).ofEachHour !== undefined)).toEqual([false, true, true, false]);
    // Nine whole hours of the fourth day are over.
    expect(ofDays(3).ofEachHour!.over).toMatchObject({ is: "time", fromMs: days.fromMs, bins: 3 * 24 + 9 });
    const { history: hours, ahead } = forecastHours(
      Array.from({ length: 100 }, (_, hour) => hour % 24),
      2,
    );
    const stretches = { fromMs: days.fromMs, toMs: days.fromMs + hours.length * 3_600_000, stepMs: 3_600_000 };
    const table = capacityTable(stretches, { history: hours, ahead }, createFormat("en", "UTC"), capacityText.en);
    expect([table.columns[0], table.rows.length]).toEqual(["hour, UTC", 148]);
    expect(table.rows[100]).toEqual(["2026-11-05 04:00", NaN, 8, 8, 8]);
  });

  it("is only that the history is too short, under three days", () => {
    const short = { ...days, bins: 2 };
    const facts = forecastDetails(forecastCapacity([4, 5], { factor: 1, limit: 9 }), short, [], written("en"));
    expect(facts).toEqual([{ label: "History", words: "2 whole days: too short. A forecast needs 3 whole days." }]);
  });

  it("is the day of a limit, in words, which comes sooner with more load", () => {
    const words = [1, 2].map((factor) => {
      const { reach } = forecastCapacity(history, { factor, limit: 300 });
      return reachWords(reach!, "300", days.toMs, written("en"));
    });
    expect(words[0]).toMatch(/^300: reached about .+ \(80 %: .+ – .+\)$/);
    expect(words[1]).toBe("300: reached already");
  });

  it("is a table for planners, with history and forecast of each day apart", () => {
    const forecast = forecastCapacity(history, { factor: 1, limit: 0 });
    const { columns, rows } = capacityTable(days, forecast, createFormat("en", "UTC"), capacityText.en);
    expect(columns).toEqual(["day, UTC", "history", "forecast", "low, 80 %", "high, 80 %"]);
    expect(rows[0]).toEqual(["2026-11-01", history[0], NaN, NaN, NaN]);
    expect(rows[days.bins]!.slice(0, 2)).toEqual(["2026-11-29", NaN]);
    expect(rows).toHaveLength(2 * days.bins);
  });
});

describe("what is said of a log file", () => {
  const endMs = Date.UTC(2026, 10, 29);
  const structured = (sizeBytes: number[], events = 10_000) => {
    const parts = sizeBytes.map((size, backup) => ({
      file: "tts_structured.jsonl",
      backup,
      sizeBytes: size,
      lines: 10,
    }));
    return { parts, events, totalBytes: sizeBytes.reduce((sum, size) => sum + size, 0) } as unknown as LogStats;
  };
  const note = (stats: LogStats, events: number[] | undefined) => {
    const writer = { format: createFormat("en", "UTC"), text: capacityText.en };
    const tiles = fileTiles(stats, defaultLogFiles, events && { events, endMs }, writer);
    return tiles.find(({ label }) => label === "tts_structured.jsonl")!;
  };
  const tenDays = new Array<number>(10).fill(1_000);

  it("is when its oldest lines go, which depends on what it grows by", () => {
    // 0.8 MB a day fill 76 MB in 95 days, of which ten days of history tell 30; 6 MB a day fill 24 MB in four.
    expect(note(structured([8e6]), tenDays)).toMatchObject({ value: "8 MB of 83.9 MB" });
    expect(note(structured([8e6]), tenDays).note).toMatch(/^10 lines, not full before Dec 29/);
    expect(note(structured([20e6, 20e6, 20e6]), tenDays).note).toMatch(
      /^30 lines, full about Dec 2.*; then the oldest/,
    );
  });

  it("is that it rotates, once its last backup is there", () => {
    expect(note(structured([1e6, 20.9e6, 20.9e6, 20.9e6]), tenDays).note).toBe("40 lines, full: the oldest lines go");
  });

  it("is no date under three days, and only its size in an imported log", () => {
    expect(note(structured([8e6]), [1_000, 1_000]).note).toBe("10 lines, too little history to say when it is full");
    expect(note(structured([8e6]), undefined)).toEqual({
      label: "tts_structured.jsonl",
      value: "8 MB",
      note: "10 lines",
    });
  });
});

describe("what is said of archive and browser storage", () => {
  const readMs = Date.UTC(2026, 10, 29, 12);
  const notes = (days: number, usedBytes: number, language: "en" | "ru" = "en") => {
    // 10 MB a day more in the archive, and 30 MB in the browser.
    const samples = Array.from({ length: days }, (_, at) => ({
      ...{ atMs: readMs - (at + 1) * dayMs, usageBytes: usedBytes + 2e7 - (at + 1) * 3e7 },
      archiveBytes: usedBytes - (at + 1) * 1e7,
    }));
    const now = {
      ...{ samples, readMs, archive: { audios: 4, bytes: usedBytes } },
      stats: { usageBytes: usedBytes + 2e7, quotaBytes: 1e9 },
    } as unknown as PresentQuantities;
    const writer = { format: createFormat(language, "UTC"), text: capacityText[language] };
    return browserTiles(now, { archiveMegabytes: 500 }, writer)
      .slice(0, 2)
      .map(({ note }) => note);
  };

  it("is when they are full, and on how many days that rests", () => {
    expect(notes(10, 4e8)).toEqual([
      "4 sounds; full about Dec 9; then nothing more is saved (measured on 10 days before, one look a day)",
      "used by this page, of what the browser allows; used up about Dec 19 (measured on 10 days before, one look a day)",
    ]);
    expect(notes(10, 5e8)[0]).toMatch(/^4 sounds; full: nothing more is saved/);
    expect(notes(10, 4e8, "ru")[0]).toMatch(/^4 записи; заполнится примерно 9 дек/);
  });

  it("is no date before it was measured on four days", () => {
    const words = "measured on 2 days before, one look a day: too little history to say when it is full";
    expect(notes(2, 4e8)[0]).toBe(`4 sounds; ${words}`);
    expect(notes(3, 4e8)[0]).toMatch(/; not full before Dec \d+/);
  });
});
