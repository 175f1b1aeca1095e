import { busiestHour } from "../../../analytics/forecast/busiest-hour.ts";
import { leastDays } from "../../../analytics/forecast/fit-series.ts";
import type { Reach } from "../../../analytics/forecast/when-reached.ts";
import { leastDaysOfPattern } from "../../../analytics/forecast/weekly-pattern.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import type { CapacityForecast } from "./capacity-forecast.ts";
import type { CapacityText } from "./capacity-text.ts";
import type { WholeDays } from "./whole-days.ts";

const dayMs = 86_400_000;

/** Something that is known of a quantity, in words. */
export interface ForecastDetail {
  label: string;
  words: string;
}

/** How it is written. */
export interface DetailWriter {
  /** A number of the quantity. */
  write: (value: number) => string;
  format: Format;
  text: CapacityText;
}

/** What history and forecast say, most certain first. @param hours sums of the hours of a week */
export function forecastDetails(
  forecast: CapacityForecast,
  days: WholeDays,
  hours: number[],
  { write, format, text }: DetailWriter,
): ForecastDetail[] {
  const { labels } = text;
  const { fit, total, ahead } = forecast;
  const count = text.days(days.bins);
  if (fit === undefined) return [{ label: labels.history, words: text.tooShort(count, leastDays) }];
  const isShort = days.bins < leastDaysOfPattern;
  const facts: ForecastDetail[] = [
    {
      label: labels.history,
      words: isShort
        ? text.shortHistory(count)
        : text.longHistory(count, format.date(days.fromMs), format.date(days.toMs - 1)),
    },
    { label: labels.growth, words: growthWords(fit.isGrowthClear ? fit.slope : undefined, fit.level) },
  ];
  if (!isShort) facts.push({ label: labels.week, words: fit.pattern ? weekWords(fit.pattern) : text.noWeek });
  const hour = busiestHour(hours, days.bins);
  if (hour) {
    const zone = format.zone(days.fromMs, days.toMs - 1);
    const [clock, share] = [`${String(hour.hour).padStart(2, "0")}:00 ${zone}`, format.percent(hour.share)];
    const words =
      hour.weekday === undefined
        ? text.hourOfDay(clock, share)
        : text.hourOfWeek(text.weekdays[hour.weekday]!, clock, share);
    facts.push({ label: labels.hour, words });
  }
  if (total) {
    const [sum, low, high] = [total.expected, total.low, total.high].map(write) as [string, string, string];
    facts.push({ label: labels.total, words: text.total(ahead.length, sum, low, high) });
  }
  return facts;

  function growthWords(slope: number | undefined, level: number): string {
    if (slope === undefined) return text.noGrowth;
    const sign = slope < 0 ? "−" : "+";
    return text.growth(`${sign}${write(Math.abs(slope))}`, `${sign}${format.percent(Math.abs(slope) / level)}`);
  }

  function weekWords(pattern: number[]): string {
    const [most, least] = [Math.max(...pattern), Math.min(...pattern)];
    const name = (share: number) => text.weekdays[(days.weekday + pattern.indexOf(share)) % 7]!;
    return text.week(name(most), format.percent(most, 0), name(least), format.percent(least, 0));
  }
}

/** When a limit is reached. @param limit as it is written @param endMs end of the history, in milliseconds since the epoch */
export function reachWords(
  reach: Reach,
  limit: string,
  endMs: number,
  { format, text }: Pick<DetailWriter, "format" | "text">,
): string {
  const date = (ahead: number) => format.date(endMs + (ahead - 1) * dayMs);
  switch (reach.is) {
    case "already":
      return text.already(limit);
    case "never":
      return reach.why === "flat" ? text.flat(limit) : text.far(limit, date(reach.searchedDays + 1));
    case "expected": {
      // What is not found is beyond what was searched.
      const last = reach.latest === undefined ? text.openEnd(date(reach.searchedDays)) : date(reach.latest);
      return text.reached(limit, date(reach.expected), date(reach.earliest), last);
    }
  }
}
