import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { page as screen, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateCalls } from "../../../sample-log/generate-calls.ts";
import type { PlantedFault } from "../../../sample-log/planted-fault.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import { Locale, localeKey } from "../../../kit/i18n/locale.svelte.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import type { ExploreReader, ExploreScope } from "../../../store/explore.ts";
import { defaultLogLimits } from "../../../store/log-store.ts";
import { createMemoryStorage } from "../../../store/storage/memory-storage.ts";
import { createLogEngine } from "../../../store/worker/log-engine.ts";
import type { ComparedPage } from "../../shared/differs/compared-page.ts";
import DiffersView from "./DiffersView.svelte";
import StrongestDifference from "./StrongestDifference.svelte";

const combination: PlantedFault = { is: "combination", voice: "levitan", sampleRateHz: 16000 };

async function logOf(faults: PlantedFault[]): Promise<ExploreReader> {
  const engine = createLogEngine(createMemoryStorage(defaultLogLimits), () => undefined, {});
  engine.append({ writer: "w", batch: 1, events: [...generateCalls(16_000, { seed: 3, faults })] });
  await engine.flush();
  return engine;
}

let faulty: ExploreReader;
let sound: ExploreReader;
beforeAll(async () => {
  [faulty, sound] = await Promise.all([logOf([combination]), logOf([])]);
});
beforeEach(async () => {
  await screen.viewport(1400, 800);
});

async function pageOf(source: ExploreReader, text = ""): Promise<ComparedPage> {
  const { query } = parseQuery(text);
  const scope: ExploreScope = { view: "calls", query, range: {}, hasOwnCalls: false };
  const answer = await source.explore({ ...scope, facets: [] });
  const href = (changes: Record<string, string>) => `/logs?${new URLSearchParams({ q: text, ...changes }).toString()}`;
  return { text, answer, scope: () => scope, href };
}

interface Opened {
  source?: ExploreReader;
  text?: string;
  compare?: string;
  language?: Language;
}

const contextOf = (language: Language) => new Map([[localeKey, new Locale(language, "utc")]]);

async function open({ source = faulty, text = "", compare = "", language = "en" }: Opened = {}) {
  const asked = vi.spyOn(source, "compare");
  asked.mockClear();
  const page = await pageOf(source, text);
  const props = { source, page, compare, oncompare: vi.fn<(compare: string) => void>() };
  const { rerender } = await render(DiffersView, { props, context: contextOf(language) });
  props.oncompare.mockImplementation((compare) => void rerender({ ...props, compare }));
  return { ...props, asked, rerender };
}

const queryOf = (link: { element(): Element }) =>
  new URL((link.element() as HTMLAnchorElement).href).searchParams.get("q");
const headline = () => screen.getByRole("region", { name: "Strongest difference" });
const findings = () => screen.getByRole("list", { name: "Fields and pairs, strongest first" });

describe("DiffersView", () => {
  it("names the pair that fails, with both shares, and leads to its calls", async () => {
    await open();
    await expect.element(headline()).toMatchTextContent(/voice_name\s= levitan/);
    await expect.element(headline()).toMatchTextContent(/sample_rate_hertz\s= 16000/);
    const [, failed, all] = /(\d+) of (\d+) failed; elsewhere \d(\.\d)?%/.exec(headline().element().textContent)!;
    expect(Number(failed)).toBe(Number(all));
    expect(Number(all)).toBeGreaterThan(20);

    const shown = headline().getByRole("link", { name: "Show these calls" });
    const { query } = parseQuery(queryOf(shown)!);
    const calls = await faulty.explore({ ...(await pageOf(faulty)).scope(), query, facets: [] });
    expect(calls.error).toBe(Number(failed));
    expect(calls.ok).toBe(0);
  });

  it("adds a condition to what was typed by a click on it", async () => {
    await open({ text: "service:TTS" });
    await expect
      .poll(() => queryOf(headline().getByRole("link", { name: /voice_name/ })))
      .toBe("service:TTS request_data.voice_name:levitan");
  });

  it("says of each field its shares and counts in both groups, and what explains it", async () => {
    const { source } = await open();
    const differences = await source.compare((await pageOf(source)).scope(), { is: "failing" });
    const rows = findings().getByRole("listitem");
    await expect.poll(() => rows.elements().length).toBe(differences.findings.length);
    const pair = differences.findings[0]!;
    await expect.element(rows.first()).toMatchTextContent(/together; neither says as much alone/);
    await expect
      .element(rows.first())
      .toMatchTextContent(new RegExp(`failed:\\s*[\\d.]+%\\s*${String(pair.matching.selected)}`));
    const explained = differences.findings.findIndex((finding) => finding.explained);
    expect(explained).toBeGreaterThan(0);
    await expect.element(rows.nth(explained)).toMatchTextContent(/explained by 1: without it \d/);
  });

  it("keeps apart what could be chance, with the interval of the difference, and counts the other fields", async () => {
    await open();
    const perhaps = screen.getByRole("list", { name: "Could be chance" }).getByRole("listitem");
    await expect.poll(() => perhaps.elements().length).toBe(3);
    await expect.element(perhaps.first()).toMatchTextContent(/[+−][\d.]+ points\s*−?[\d.]+ to −?[\d.]+/);
    await screen.getByRole("button", { name: /more fields without a clear difference/ }).click();
    expect(perhaps.elements().length).toBeGreaterThan(3);
  });

  it("counts the calls of a pair cell by cell, and a cell is a filter", async () => {
    await open();
    const matrix = screen.getByRole("table", {
      name: /By voice_name and sample_rate_hertz|By sample_rate_hertz and voice_name/,
    });
    await expect.element(matrix).toBeVisible();
    const cell = matrix.getByRole("link", { name: /^100%/ });
    expect(cell.elements()).toHaveLength(1);
    expect(queryOf(cell)).toMatch(/request_data\.voice_name:levitan/);
    expect(queryOf(cell)).toMatch(/request_data\.sample_rate_hertz:16000/);
    const counts = matrix
      .getByRole("link")
      .elements()
      .map((link) => /(\d+) \/ (\d+)/.exec(link.textContent)!.slice(1).map(Number));
    expect(counts.length).toBeGreaterThan(6);
    expect(counts.every(([selected, all]) => selected! <= all!)).toBe(true);
  });

  it("compares failures that a query asks for with calls that ended well", async () => {
    await open({ text: "outcome:error" });
    await expect.element(headline()).toMatchTextContent(/failed; elsewhere/);
  });

  it("says that nothing stands out in a log without a fault", async () => {
    await open({ source: sound });
    await expect.element(headline()).toMatchTextContent(/^Nothing stands out · [\d,]+ conditions tried/);
  });

  it("says when one of the groups is empty", async () => {
    await open({ text: "service:none" });
    await expect.element(headline()).toMatchTextContent(/one of the two groups is empty/);
  });

  it("keeps the comparison in the address and asks the log for it once", async () => {
    const { oncompare, asked } = await open();
    await expect.element(headline()).toMatchTextContent(/failed/);
    await screen.getByRole("radio", { name: "Slow / fast" }).click();
    expect(oncompare).toHaveBeenLastCalledWith("slow");
    await expect.poll(() => asked.mock.calls.map(([, comparison]) => comparison.is)).toEqual(["failing", "slow"]);
    await screen.getByRole("radio", { name: "Failing / other" }).click();
    expect(oncompare).toHaveBeenLastCalledWith("");
  });

  it("compares before and after a typed moment", async () => {
    const { oncompare, asked } = await open({ compare: "after" });
    expect(asked).not.toHaveBeenCalled();
    await expect.element(screen.getByText("Choose the moment")).toBeVisible();
    await screen.getByLabelText("Moment, UTC").fill("2026-11-24T12:00");
    await userEvent.keyboard("{Enter}");
    expect(oncompare).toHaveBeenLastCalledWith(`after:${String(Date.UTC(2026, 10, 24, 12))}`);
    await expect.element(screen.getByText(/^after, [\d,]+ calls$/)).toBeVisible();
  });

  it("compares one session with the others, at first the one with most calls", async () => {
    const { oncompare } = await open({ compare: "session" });
    await expect.poll(() => oncompare.mock.lastCall?.[0]).toMatch(/^session:./);
    const sessions = screen.getByRole("combobox", { name: "Session" });
    const second = sessions.element().querySelectorAll("option")[1]!.value;
    await sessions.selectOptions(second);
    expect(oncompare).toHaveBeenLastCalledWith(`session:${second}`);
  });

  it("compares the calls of a second filter, and refuses one that it cannot read", async () => {
    const { oncompare } = await open({ compare: "query" });
    const field = screen.getByRole("combobox", { name: "Calls that also match" });
    await field.fill("service:(");
    await userEvent.keyboard("{Enter}");
    await expect.element(field).toBeInvalid();
    await expect
      .element(screen.getByText(/the closing bracket is missing|nothing is between the brackets/))
      .toBeVisible();
    expect(oncompare).not.toHaveBeenCalled();
    await field.fill("service:TTS");
    await userEvent.keyboard("{Enter}");
    expect(oncompare).toHaveBeenLastCalledWith("query:service:TTS");
    await expect.element(screen.getByText(/^matching, [\d,]+ calls$/)).toBeVisible();
  });

  it("says the medians of both groups of a field of numbers", async () => {
    await open({ compare: "query:service:TTS" });
    await expect
      .element(
        findings()
          .getByText(/^median [\d.,]+.* against [\d.,]+/)
          .first(),
      )
      .toBeVisible();
  });

  it("gives up a question when another one is asked", async () => {
    const signals: AbortSignal[] = [];
    const compare: ExploreReader["compare"] = (scope, comparison, signal) => {
      signals.push(signal!);
      return comparison.is === "failing" ? new Promise(() => undefined) : faulty.compare(scope, comparison, signal);
    };
    await open({ source: { ...faulty, compare } });
    await expect.element(screen.getByText("Comparing…").first()).toBeInTheDocument();
    await screen.getByRole("radio", { name: "Slow / fast" }).click();
    await expect.element(headline()).toBeVisible();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it("keeps the words of a comparison with its figures until the next answer", async () => {
    const answers: (() => void)[] = [];
    const compare: ExploreReader["compare"] = async (scope, comparison, signal) => {
      if (comparison.is === "slow") await new Promise<void>((resolve) => answers.push(resolve));
      return faulty.compare(scope, comparison, signal);
    };
    await open({ source: { ...faulty, compare } });
    await expect.element(headline()).toMatchTextContent(/ failed; elsewhere/);
    await screen.getByRole("radio", { name: "Slow / fast" }).click();
    await expect.poll(() => answers.length).toBe(1);
    await expect.element(headline()).toMatchTextContent(/ failed; elsewhere/);
    await expect.element(screen.getByText(/^failed, [\d,]+ calls$/)).toBeVisible();
    answers[0]!();
    await expect.element(screen.getByText(/^slow, [\d,]+ calls$/)).toBeVisible();
  });

  it("asks again as the log grows, with the old answer in place until the next and the open difference still open", async () => {
    const engine = createLogEngine(createMemoryStorage(defaultLogLimits), () => undefined, {});
    const [older, newer] = [
      generateCalls(16_000, { seed: 3, faults: [combination] }),
      generateCalls(4_000, { seed: 4 }),
    ];
    const add = async (batch: number, events: Iterable<LogEvent>) => {
      engine.append({ writer: "w", batch, events: [...events] });
      await engine.flush();
    };
    await add(1, older);
    const { rerender, asked, ...props } = await open({ source: engine });
    const open2 = screen.getByRole("button", { name: "Show number 2" });
    await open2.click();
    const row = (button: { element(): Element }) => button.element().closest("li")!;
    const name = row(open2).querySelector("a")!.textContent;
    const before = screen.getByText(/^failed, [\d,]+ calls$/).element().textContent;
    await add(2, newer);
    const growth = await pageOf(engine);
    const region = screen.getByRole("region", { name: "What differs" }).element();
    const dims = new MutationObserver(() => undefined);
    dims.observe(region, { attributes: true, subtree: true, attributeFilter: ["aria-busy"] });
    for (let step = 0; step < 5; step++) {
      await rerender({ ...props, page: { ...growth, answer: { ...growth.answer!, position: 20_000 + step } } });
    }
    await expect.poll(() => screen.getByText(/^failed, [\d,]+ calls$/).element().textContent).not.toBe(before);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(3);
    expect(dims.takeRecords()).toEqual([]);
    const pressed = screen.getByRole("button", { name: /^Show number/, pressed: true });
    expect(row(pressed).querySelector("a")!.textContent).toBe(name);
  });

  it("says that it could not compare, and tries again", async () => {
    const compare = vi.fn(faulty.compare).mockRejectedValueOnce(new Error("broken"));
    await open({ source: { ...faulty, compare } });
    await expect.element(screen.getByRole("alert")).toMatchTextContent(/Couldn’t compare the calls/);
    await screen.getByRole("button", { name: "Retry" }).click();
    await expect.element(headline()).toMatchTextContent(/failed/);
  });

  it("is fully shown on a telephone, in Russian too", async () => {
    await screen.viewport(390, 800);
    await open({ language: "ru" });
    const region = screen.getByRole("region", { name: "Что отличается" });
    await expect.element(region).toMatchTextContent(/с ошибкой \d+ из \d+; в остальных/);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  });
});

describe("StrongestDifference", () => {
  async function openSentence(source: ExploreReader, text = "") {
    const asked = vi.spyOn(source, "compare");
    asked.mockClear();
    const page = await pageOf(source, text);
    const props = { source, page, onfinding: vi.fn() };
    const { rerender } = await render(StrongestDifference, { props, context: contextOf("en") });
    return { ...props, asked, rerender };
  }
  const sentence = () => screen.getByRole("status", { name: "Strongest difference" });

  it("says the strongest difference unasked, each condition a link", async () => {
    const { onfinding } = await openSentence(faulty);
    await expect.element(sentence()).toMatchTextContent(/levitan.*(\d+) of \1 failed; elsewhere/);
    expect(queryOf(sentence().getByRole("link", { name: /voice_name/ }))).toBe("request_data.voice_name:levitan");
    expect(onfinding).toHaveBeenLastCalledWith(true);
  });

  it("says that nothing stands out where there is no fault", async () => {
    const { onfinding } = await openSentence(sound);
    await expect.element(sentence()).toMatchTextContent(/^Nothing stands out/);
    expect(onfinding).toHaveBeenLastCalledWith(false);
  });

  it("asks once for an answer, and not again at once while the log grows", async () => {
    const differences = await faulty.compare((await pageOf(faulty)).scope(), { is: "failing" });
    const source = { ...faulty, compare: () => Promise.resolve(differences) };
    const { page, asked, rerender, ...props } = await openSentence(source);
    await expect.element(sentence()).toMatchTextContent(/failed/);
    for (let more = 1; more <= 5; more++) {
      await rerender({
        ...props,
        page: { ...page, answer: { ...page.answer!, position: page.answer!.position + more } },
      });
    }
    expect(asked).toHaveBeenCalledTimes(1);
    await expect.poll(() => asked.mock.calls.length).toBe(2);
  });
});
