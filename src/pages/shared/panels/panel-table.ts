import type { Panel } from "../../../app/dashboards/panel.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import type { Group, MeasureAnswer } from "../../../query/measure.ts";
import { measureName } from "../../../query/tools/measure-to-jq.ts";
import type { ChartTable } from "../charts/chart-table.ts";
import type { PanelText } from "./panel-text.ts";
import { groupLabel } from "./panel-series.ts";

/** The numbers of a panel as rows: one for each group of each series that has rows. */
export function panelTable(panel: Panel, answer: MeasureAnswer, format: Format, text: PanelText): ChartTable {
  const isTime = panel.over?.is === "time";
  const cell = (group: Group, isOfTime: boolean): string =>
    isOfTime && group.is === "range" ? format.plain(group.from) : groupLabel(group, String, text);
  const zone = answer.over.flatMap((group) => (group.is === "range" ? [group.from] : []));
  const overName = isTime ? `${text.time}, ${format.zone(zone[0] ?? 0, zone.at(-1))}` : headOf(panel.over, text);
  const heads = [panel.by && headOf(panel.by, text), panel.over && overName];
  const rows = answer.by.flatMap((series, at) =>
    answer.over.flatMap((group, index) => {
      const numbers = answer.numbers.map((of) => of[at]![index]!);
      if (numbers.every((number) => number === 0 || Number.isNaN(number))) return [];
      return [
        [
          ...(panel.by ? [cell(series, panel.by.is === "time")] : []),
          ...(panel.over ? [cell(group, isTime)] : []),
          ...numbers,
        ],
      ];
    }),
  );
  return { columns: [...heads.filter((head) => head !== undefined), ...panel.measures.map(measureTitle)], rows };
}

const measureTitle = (measure: Panel["measures"][number]) => (measure.is === "share" ? "share" : measureName(measure));

function headOf(division: Panel["by"], text: PanelText): string {
  return division && "path" in division ? division.path : text.hour;
}
