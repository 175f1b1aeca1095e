import type { Panel, PanelDivision, PanelMeasure } from "../../../app/dashboards/panel.ts";

/** What the fields of the editor hold. */
export interface PanelDraft {
  title: string;
  query: string;
  measure: PanelMeasure["is"];
  /** Of the measures that need one. */
  path: string;
  percent: number;
  part: string;
  /** Field whose values are series; empty: one series. */
  series: string;
  over: PanelDivision["is"];
  /** Of values and numbers. */
  overPath: string;
  form: Panel["form"];
  unit: Panel["unit"];
}

/** Series, values and ranges that a panel of a person shows at most. */
const [mostSeries, mostValues, ranges] = [6, 20, 12] as const;

/** What stands in the fields at first. */
export function draftOf(panel: Panel | undefined, query: string): PanelDraft {
  const [measure] = panel?.measures ?? [];
  const path = measure && "path" in measure ? measure.path : "duration_ms";
  return {
    title: panel?.title ?? "",
    query: panel?.query ?? query,
    measure: measure?.is ?? "rows",
    path,
    percent: measure?.is === "percentile" ? measure.percent : 95,
    part: measure?.is === "share" ? measure.part : "outcome:error",
    series: panel?.by && "path" in panel.by ? panel.by.path : "",
    over: panel?.over?.is ?? "time",
    overPath: panel?.over && "path" in panel.over ? panel.over.path : "request_data.voice_name",
    form: panel?.form ?? "lines",
    unit: panel?.unit ?? "count",
  };
}

/** The forms that suit what stands along the panel. */
export function formsOf(over: PanelDraft["over"]): Panel["form"][] {
  return over === "time" ? ["lines", "bars", "list"] : over === "week" ? ["heat"] : ["list"];
}

/** The panel that the fields say; what else an edited panel has stays. */
export function panelOfDraft(draft: PanelDraft, before?: Panel): Panel {
  const { title, query, over, overPath } = draft;
  const forms = formsOf(over);
  const form = forms.includes(draft.form) ? draft.form : forms[0]!;
  const isSame = before !== undefined && JSON.stringify(draftOf(before, "").measure) === JSON.stringify(draft.measure);
  const [, ...more] = isSame ? before.measures : [];
  const hasSeries = draft.series !== "" && over === "time";
  return {
    ...{ title: title.trim(), view: before?.view ?? "calls", query, form, unit: draft.unit },
    measures: [measureOf(draft), ...more],
    ...(hasSeries && { by: { is: "values", path: draft.series, limit: mostSeries } }),
    over:
      over === "values"
        ? { is: over, path: overPath, limit: mostValues }
        : over === "numbers"
          ? { is: over, path: overPath, bins: ranges, isLogarithmic: true }
          : { is: over },
    ...(before?.isWide && { isWide: true }),
    ...(before?.isLogarithmic && { isLogarithmic: true }),
    ...(before?.hasOwnCalls && { hasOwnCalls: true }),
  };
}

function measureOf({ measure, path, percent, part }: PanelDraft): PanelMeasure {
  switch (measure) {
    case "rows":
      return { is: "rows" };
    case "share":
      return { is: "share", part };
    case "percentile":
      return { is: "percentile", path, percent };
    default:
      return { is: measure, path };
  }
}
