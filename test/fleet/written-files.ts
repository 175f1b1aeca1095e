import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../support/folders.ts";
import { lokiDashboard } from "./loki-dashboard.ts";
import { queriesPage } from "./queries-page.ts";
import { sizingTable } from "./sizing.ts";

/** The files of `deploy/` that are computed, by name; of one that people write, as it is now, a part. */
export function writtenFiles(): Record<string, string> {
  return {
    "grafana-dashboard.json": `${lokiDashboard()}\n`,
    "queries.md": queriesPage(),
    "sizing.md": withTable(readFileSync(join(projectFolder, "deploy/sizing.md"), "utf8")),
  };
}

function withTable(text: string): string {
  const place = /(<!-- sizing -->\n)[\s\S]*(<!-- \/sizing -->)/;
  if (!place.test(text))
    throw new Error("deploy/sizing.md has no place for its table: <!-- sizing --> <!-- /sizing -->");
  return text.replace(place, (_, begin: string, end: string) => `${begin}${sizingTable()}\n${end}`);
}
