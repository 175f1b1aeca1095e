/** A panel of a dashboard. */
export interface GrafanaPanel {
  title: string;
  /** Unit of its numbers, by Grafana's name. */
  unit: string;
  /** In the language of the data source. */
  queries: string[];
  /** Default: a course over time. */
  type?: "timeseries" | "stat" | "bargauge" | "table";
  /** Of the 24 columns. Default: 12. */
  width?: number;
  /** Names of the series. Default: their labels. */
  legend?: string;
  /** Whether a query gives one moment instead of a course. */
  isInstant?: boolean;
  /** What its data become before they are drawn, and how single fields are drawn. */
  transformations?: unknown[];
  overrides?: unknown[];
}

/** A dashboard over one data source. */
export interface GrafanaDashboard {
  title: string;
  uid: string;
  /** Kind of the data source, such as `prometheus`, and its name on the screen. */
  source: { type: string; name: string };
  /** A choice at the top, of the values of a label. */
  choice?: { name: string; label: string; query: unknown };
  panels: GrafanaPanel[];
}

const columns = 24;
const panelHeight = 8;

/** The JSON of a dashboard for Grafana 10 or later, ready to be imported; it asks for the data source. */
export function grafanaJson({ title, uid, source, choice, panels }: GrafanaDashboard): string {
  const input = `DS_${source.name.toUpperCase()}`;
  const datasource = { type: source.type, uid: `\${${input}}` };
  const asks = { name: input, label: source.name, type: "datasource", pluginId: source.type };
  const places = placesOf(panels);
  return JSON.stringify(
    {
      __inputs: [{ ...asks, pluginName: source.name, description: "" }],
      title,
      uid,
      tags: ["audiokit"],
      schemaVersion: 39,
      version: 1,
      editable: true,
      refresh: "30s",
      time: { from: "now-6h", to: "now" },
      templating: { list: choice ? [{ ...everything, ...choice, datasource }] : [] },
      annotations: { list: [] },
      panels: panels.map(({ unit, queries, legend, isInstant, transformations, overrides = [], ...panel }, at) => ({
        ...{ id: at + 1, title: panel.title, type: panel.type ?? "timeseries", datasource },
        gridPos: places[at],
        fieldConfig: { defaults: { unit, min: 0 }, overrides },
        options: { legend: { displayMode: "list", placement: "bottom" }, tooltip: { mode: "multi" } },
        ...(transformations && { transformations }),
        targets: queries.map((expr, query) => ({
          refId: String.fromCharCode(65 + query),
          datasource,
          expr,
          ...(legend !== undefined && { legendFormat: legend }),
          ...(isInstant && { queryType: "instant" }),
        })),
      })),
    },
    null,
    2,
  );
}

/** Several values or all, also of what has no such label. */
const everything = {
  type: "query",
  multi: true,
  includeAll: true,
  allValue: ".*",
  current: { text: "All", value: "$__all" },
};

/** From left to right, a new row where one does not fit. */
function placesOf(panels: GrafanaPanel[]) {
  let [x, y] = [0, 0];
  return panels.map(({ width = columns / 2 }) => {
    if (x + width > columns) [x, y] = [0, y + panelHeight];
    const place = { h: panelHeight, w: width, x, y };
    x += width;
    return place;
  });
}
