import type { AlertMeasure, AlertRule } from "../../analytics/alerts/alert-rule.ts";
import { shortWindowsInLong } from "../../analytics/alerts/burn-rate.ts";
import type { Format } from "../../kit/i18n/format.ts";

/** A measurement of a rule in its unit: a share as a percentage, a field by the unit in its name. */
export function measuredValue(measure: AlertMeasure, value: number, format: Format): string {
  if (Number.isNaN(value)) return "–";
  if (measure.is === "count") return format.number(value);
  if (measure.is === "burn") return `${format.number(value, 1)}×`;
  if (measure.is !== "percentile") return format.percent(value, value > 0 && value < 0.1 ? 1 : 0);
  if (measure.path.endsWith("_ms")) return format.duration(value);
  if (measure.path.endsWith("_bytes")) return format.bytes(value);
  return format.number(value, 2);
}

/** A length of time in its largest whole units: "30 min", "1 h 30 min", "2 h". */
export function lengthOf(ms: number, format: Format): string {
  return format.duration(ms).replace(/[\s\u00a0]0[\s\u00a0]\S+$/u, "");
}

/** What a rule measures and over which window, in short: `p95 duration_ms, 1 h`. */
export function ruleSummary(
  { measure, windowMs, forMs }: AlertRule,
  words: { measures: Record<AlertMeasure["is"], string>; sliders: { forMs: string } },
  format: Format,
): string {
  const what =
    measure.is === "percentile"
      ? `p${String(measure.percent)} ${measure.path.split(".").at(-1)!}`
      : words.measures[measure.is];
  const windows = measure.is === "burn" ? [windowMs, windowMs / shortWindowsInLong] : [windowMs];
  const over = windows.map((ms) => lengthOf(ms, format)).join(" / ");
  const parts = measure.is === "log-room" ? [what] : [what, over];
  if (forMs > 0) parts.push(`${words.sliders.forMs.toLocaleLowerCase()} ${lengthOf(forMs, format)}`);
  return parts.join(", ");
}

/** The service that a rule's query names; undefined where it names none or several. */
export function ruleService({ query }: AlertRule): string | undefined {
  return /(?:^|\s)service:([A-Za-z]+)(?=\s|$)/.exec(query)?.[1];
}
