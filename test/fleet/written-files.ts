import { lokiDashboard } from "./loki-dashboard.ts";
import { queriesPage } from "./queries-page.ts";

/** The files of `deploy/` that are computed, by name. */
export const writtenFiles: Record<string, string> = {
  "grafana-dashboard.json": `${lokiDashboard()}\n`,
  "queries.md": queriesPage(),
};
