import type { Format } from "../../../kit/i18n/format.ts";
import { lastRangeOf, timeRangeOf, type ChosenRange } from "./chosen-range.ts";
import type { rangeText } from "./range-text.ts";

/** A chosen range, and the log that it is a range of. */
interface LabelledRange {
  range: ChosenRange;
  /** Now, or the end of a log that does not grow. */
  endMs: number;
  /** First moment of the log; undefined while it is empty. */
  firstMs: number | undefined;
}

/** A range in a few words, to the minute, and the zone that stands beside it. */
export function rangeLabel(
  { range, endMs, firstMs }: LabelledRange,
  text: typeof rangeText.en,
  format: Format,
): { label: string; zone: string } {
  const { fromMs, toMs } = timeRangeOf(range, endMs);
  const zone = format.zone(fromMs ?? firstMs ?? endMs, toMs ?? endMs);
  const last = lastRangeOf(range);
  const written = (timeMs: number) => `${format.date(timeMs)} ${format.minute(timeMs)}`;
  if (last !== undefined) return { label: text.last[last], zone };
  if (fromMs === undefined) return { label: toMs === undefined ? text.whole : text.until(written(toMs)), zone };
  if (toMs === undefined) return { label: text.since(written(fromMs)), zone };
  const isOneDay = format.date(fromMs) === format.date(toMs);
  return { label: `${written(fromMs)} – ${isOneDay ? format.minute(toMs) : written(toMs)}`, zone };
}
