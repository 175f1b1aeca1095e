import type { Panel } from "../../../app/dashboards/panel.ts";
import type { PictureBar } from "../../../kit/charts/chart-picture.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import type { MeasureAnswer } from "../../../query/measure.ts";
import type { PanelText } from "./panel-text.ts";
import { groupLabel, measureFormat, measureLabel } from "./panel-series.ts";

/** The picture of a list: bars of its first measure. Failures are what is looked for: a share is drawn by what is missing to all. */
export function panelBars(
  panel: Panel,
  answer: MeasureAnswer,
  format: Format,
  text: PanelText,
): { of: string; bars: PictureBar[] } {
  const measure = panel.measures[0]!;
  const isShare = measure.is === "share";
  const write = measureFormat(measure, panel.unit, format);
  const bars = answer.over.flatMap((group, at): PictureBar[] => {
    const value = answer.numbers[0]![0]![at]!;
    if (Number.isNaN(value)) return [];
    const name = groupLabel(group, (number) => format.number(number, 2), text);
    const look = { length: isShare ? 1 - value : value, colour: isShare ? "var(--error)" : "var(--chart-calls)" };
    return [{ name, value: write(value), ...look }];
  });
  return { of: measureLabel(measure, text), bars };
}
