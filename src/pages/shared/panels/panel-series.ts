import type { Panel, PanelMeasure } from "../../../app/dashboards/panel.ts";
import type { TimeSeries } from "../../../kit/charts/time-chart.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import type { Group, MeasureAnswer } from "../../../query/measure.ts";
import { drawingOrder, seriesLook } from "../charts/series-look.ts";
import type { PanelText } from "./panel-text.ts";

/** The name of a measure on the screen. */
export function measureLabel(measure: PanelMeasure, text: PanelText): string {
  return measure.is === "percentile" ? `p${String(measure.percent)}` : text.measures[measure.is];
}

/** How a number of a panel is written. */
export function unitFormat(unit: Panel["unit"], format: Format): (value: number) => string {
  switch (unit) {
    case "count":
      return (value) => format.number(value);
    case "ms":
      return (value) => format.duration(value);
    case "s":
      return (value) => format.duration(value * 1000);
    case "bytes":
      return (value) => format.bytes(value);
    case "share":
      return (value) => format.percent(value, 2);
    case "number":
      return (value) => format.number(value, 3);
  }
}

/** Of a list: counts are counts, whatever the unit of the other measures is. */
export function measureFormat(measure: PanelMeasure, unit: Panel["unit"], format: Format): (value: number) => string {
  if (measure.is === "rows" || measure.is === "distinct") return (value) => format.number(value);
  return unitFormat(measure.is === "share" ? "share" : unit, format);
}

/** The name of a group: a value, or a range of numbers. */
export function groupLabel(group: Group, write: (value: number) => string, text: PanelText): string {
  if (group.is === "value") return group.value === "" ? text.emptyValue : String(group.value);
  if (group.is === "range") return `${write(group.from)} – ${write(group.to)}`;
  return group.is === "hour" ? `${text.days[Math.floor(group.hour / 24)]!} ${String(group.hour % 24)}:00` : "";
}

const styles = ["thin", "thick", "dashed", undefined] as const;
const pathOf = ({ by }: Panel) => (by && "path" in by ? by.path : "");

/** The series of a panel over time, one for each group and measure, in the order in which they are drawn. */
export function panelSeries(panel: Panel, answer: MeasureAnswer, format: Format, text: PanelText): TimeSeries[] {
  const path = pathOf(panel);
  const several = panel.measures.length > 1;
  const values = answer.by.map((group) => (group.is === "value" ? group.value : undefined));
  const order = panel.form === "bars" ? drawingOrder(path, values) : values.map((_, at) => at);
  return order.flatMap((at) => {
    const group = answer.by[at]!;
    const name = group.is === "all" ? "" : groupLabel(group, unitFormat("number", format), text);
    return panel.measures.map((measure, index): TimeSeries => {
      const look = group.is === "all" ? { colour: "var(--chart-calls)" } : seriesLook(path, values[at], at);
      const words = [name, several || name === "" ? measureLabel(measure, text) : ""].filter((word) => word !== "");
      const line = several ? styles[index] : look.pattern && "dashed";
      return { name: words.join(" "), values: answer.numbers[index]![at]!, ...look, ...(line && { line }) };
    });
  });
}

/** Whether no row has a number that the panel draws. */
export function isEmptyAnswer(panel: Panel, { numbers }: MeasureAnswer): boolean {
  const drawn = panel.measures.findIndex(({ is }) => is !== "rows");
  return numbers[Math.max(0, drawn)]!.every((series) =>
    series.every((value) => Number.isNaN(value) || (drawn < 0 && value === 0)),
  );
}
