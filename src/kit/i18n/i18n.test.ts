import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createFormat } from "./format.ts";
import { languageFor, tagFor } from "./language.ts";
import { languageName, languageNames, languagesInText } from "./language-name.ts";
import { counted } from "./plural.ts";

const plainSpaces = (text: string): string => text.replaceAll(/\s/g, " ");

describe("languageFor", () => {
  it("takes the first language of the system that the console speaks", () => {
    expect(languageFor("system", ["de-DE", "ru-RU", "en-US"])).toBe("ru");
  });

  it("falls back to English", () => {
    expect(languageFor("system", ["de", "fr"])).toBe("en");
    expect(languageFor("system", [])).toBe("en");
  });

  it("prefers the person's choice to the system's", () => {
    expect(languageFor("en", ["ru"])).toBe("en");
  });
});

describe("names of languages", () => {
  it("begin with a large letter where a line does, and inside a sentence only where the language writes it so", () => {
    expect(languageName("ru", "ru")).toBe("Русский");
    expect(languageNames(["ru", "en"], "ru")).toBe("Русский, английский");
    expect(languagesInText(["ru", "en"], "ru")).toBe("русский, английский");
    expect(languagesInText(["ru", "en"], "en")).toBe("Russian, English");
  });

  it("are the tag itself where it is none that anybody knows", () => {
    expect(languageNames(["my own", "en"], "ru")).toBe("my own, английский");
    expect(languageNames([], "ru")).toBe("");
  });
});

describe("tagFor", () => {
  it("writes dates as the first tag of the language does", () => {
    const atMs = Date.UTC(2026, 10, 28, 16, 55);
    const written = (tags: string[]) => createFormat("en", "UTC", tagFor("en", tags)).date(atMs - 365 * 86_400_000);
    expect(written(["ru-RU", "en-GB", "en-US"])).toBe("28 Nov 2025");
    expect(written(["en-US"])).toBe("Nov 28, 2025");
    expect(written(["ru-RU"])).toBe("Nov 28, 2025");
    expect(tagFor("ru", ["en-GB", "ru-KZ"])).toBe("ru-KZ");
  });

  it("ends at the language where the system has no tag of it that dates can be written in", () => {
    expect(tagFor("en", [])).toBe("en");
    expect(tagFor("ru", ["en-GB"])).toBe("ru");
  });
});

describe("counted", () => {
  const lines = { one: "строка", few: "строки", many: "строк" };

  it("declines Russian nouns", () => {
    const told = [1, 2, 5, 11, 21, 112].map((count) => counted("ru", count, lines));
    expect(told).toEqual(["1 строка", "2 строки", "5 строк", "11 строк", "21 строка", "112 строк"]);
  });

  it("groups the digits of large numbers", () => {
    expect(counted("en", 300_000, { one: "event", other: "events" })).toBe("300,000 events");
  });
});

describe("createFormat", () => {
  const en = createFormat("en", "UTC");
  const ru = createFormat("ru", "UTC");

  it("writes a size in the largest unit that leaves at least one", () => {
    expect([0, 999, 1500, 999_499, 999_501, 10_485_760, 2.5e9].map(en.bytes).map(plainSpaces)).toEqual([
      "0 bytes",
      "999 bytes",
      "1.5 kB",
      "999 kB",
      "1 MB",
      "10.5 MB",
      "2.5 GB",
    ]);
  });

  it("writes no share of something as nothing", () => {
    expect([0, 0.0001, 0.0004, 0.0006, 0.141, 1].map((share) => en.percent(share))).toEqual([
      "0%",
      "<0.1%",
      "<0.1%",
      "0.1%",
      "14.1%",
      "100%",
    ]);
    expect(en.percent(0.004, 0)).toBe("<1%");
    expect(plainSpaces(ru.percent(0.0001))).toBe("<0,1 %");
  });

  it("writes the year of a day that is not of this one", () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
    onTestFinished(() => void vi.useRealTimers());
    const [newYear, before] = [Date.UTC(2026, 0, 1), Date.UTC(2025, 11, 31, 23)];
    expect([newYear, before].map(en.date)).toEqual(["Jan 1", "Dec 31, 2025"]);
    expect(plainSpaces(ru.date(before))).toBe("31 дек. 2025 г.");
    expect(createFormat("en", "Europe/Moscow").date(before)).toBe("Jan 1");
  });

  it("never shows a thousand of a unit or sixty of one", () => {
    expect([0.4, 412, 999.6, 1240, 59_996, 125_000, 3_725_000].map(en.duration).map(plainSpaces)).toEqual([
      "0.4 ms",
      "412 ms",
      "1 s",
      "1.24 s",
      "1 min",
      "2 min 5 s",
      "1 h 2 min",
    ]);
  });

  it("writes Russian with comma, space and abbreviations of its own", () => {
    expect(plainSpaces(ru.duration(1240))).toBe("1,24 с");
    expect(plainSpaces(ru.bytes(10_485_760))).toBe("10,5 МБ");
  });

  it("writes a time of day with milliseconds in the zone it was made for", () => {
    expect(en.time(Date.UTC(2026, 0, 2, 9, 5, 7, 42))).toBe("09:05:07.042");
    expect(createFormat("ru", "Europe/Moscow").time(Date.UTC(2026, 0, 2, 21, 5, 7, 42))).toBe("00:05:07,042");
  });

  it("writes the day of a range once when it is the same", () => {
    const [from, later, nextDay] = [Date.UTC(2026, 0, 2, 9), Date.UTC(2026, 0, 2, 9, 5), Date.UTC(2026, 0, 3, 9)];
    expect(plainSpaces(en.dateTimeRange(from, later))).toBe("Jan 2, 2026, 09:00:00 – 09:05:00 UTC");
    expect(plainSpaces(ru.dateTimeRange(from, nextDay))).toBe(
      "2 янв. 2026 г., 09:00:00 – 3 янв. 2026 г., 09:00:00 UTC",
    );
  });
});
