import { describe, expect, it } from "vitest";
import { Locale } from "../../kit/i18n/locale.svelte.ts";
import { rules } from "../../diagnosis/rules.ts";
import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import { textToSend, type ReportedGroup } from "./text-to-send.ts";

const fault = rules.find(({ cause }) => cause === "service-fault")!;
const cause: Diagnosis = {
  ...{ cause: fault.cause, confidence: "likely", hop: "service", words: fault.words, facts: {} },
  ...{ supports: [], contradicts: [], guesses: [], error_diagnosis: "" },
};
const voice = { path: "request_data.voice_name", is: "value", value: "levitan" } as const;
const rate = { path: "request_data.sample_rate_hertz", is: "value", value: 48_000 } as const;
const scope = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: false } as const;
const group: ReportedGroup = {
  service: "TTS",
  operation: "Synthesize",
  status: "INTERNAL",
  message: "vocoder returned\nno frames",
  endpoint: "https://audiogram.example",
  count: 1910,
  ofOperation: 27_431,
  firstMs: Date.UTC(2026, 10, 21, 9, 19, 3),
  lastMs: Date.UTC(2026, 10, 28, 8, 59, 30),
  sessions: 41,
  shared: {
    clauses: [voice, rate],
    counts: { selected: 1905, rest: 5 },
    elsewhere: { selected: 290, rest: 25_231 },
    scope,
    beside: [
      { other: voice, same: [rate], counts: { selected: 42, rest: 4420 }, scope },
      { other: rate, same: [voice], counts: { selected: 0, rest: 0 }, scope },
    ],
  },
  cause,
  recipient: "platform_operator",
  serverIds: { some: ["b4f6af9a", "8cd42eb3"], total: 1907 },
  requestIds: { some: ["req_1", "req_2"], total: 2 },
};

describe("textToSend", () => {
  it("says in English what fails, with exact counts, times with their zone, and ids", () => {
    expect(textToSend(group, new Locale("en", "utc"))).toBe(
      [
        "TTS Synthesize: 1,910 of 27,431 calls failed, Nov 21, 2026, 09:19:03 – Nov 28, 2026, 08:59:30 UTC, in 41 sessions.",
        "Endpoint: https://audiogram.example",
        "Error: INTERNAL: “vocoder returned no frames”",
        "Calls with voice_name = levitan and sample_rate_hertz = 48000: 1,905 of 1,910 failed. All other calls of TTS Synthesize: 290 of 25,521 failed.",
        "With sample_rate_hertz = 48000, but not voice_name = levitan: 4,420 of 4,462 went well.",
        "Most likely cause: A service inside the platform failed. " + fault.words.en.why,
        "Server request IDs: b4f6af9a, 8cd42eb3 and 1,905 more",
        "Request IDs: req_1, req_2",
        "Please look for these IDs in the platform’s log.",
      ].join("\n"),
    );
  });

  it("says the same in Russian, whatever the language of the page", () => {
    const text = textToSend(group, new Locale("ru", "utc"));
    expect(text.split("\n")).toHaveLength(9);
    expect(text).toContain("с ошибкой 1\u00a0910 из 27\u00a0431 вызова");
    expect(text).toContain("в 41 сеансе.");
    expect(text).toContain("ID запросов на сервере: b4f6af9a, 8cd42eb3 и ещё 1\u00a0905");
    expect(text).toContain("Найдите, пожалуйста, эти ID в журнале платформы.");
  });

  it("gives the next step to whoever is not the platform’s operator, and names no cause that is not known", () => {
    const locale = new Locale("en", "utc");
    expect(textToSend({ ...group, recipient: "gateway_operator" }, locale)).toContain(
      `Next step: ${fault.words.en.next}`,
    );
    const unknown = textToSend({ ...group, cause: { ...cause, confidence: "none" }, recipient: undefined }, locale);
    expect(unknown).not.toContain(fault.words.en.title);
    expect(unknown.split("\n").at(-1)).toMatch(/^Who ended these calls is not known/);
  });

  it("says that the platform gave no ids, and quotes no more than the beginning of a long message or value", () => {
    const serverIds = { some: [], total: 0 };
    const long = { ...voice, value: "y".repeat(20_000) };
    const shared = { ...group.shared!, clauses: [long], beside: [] };
    const text = textToSend({ ...group, serverIds, shared, message: "x".repeat(20_000) }, new Locale("en", "utc"));
    expect(text).toContain("There are no server request IDs");
    expect(text).toContain(`“${"x".repeat(500)}…”`);
    expect(text.length).toBeLessThan(2000);
  });
});
