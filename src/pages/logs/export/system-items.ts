import { systemFile, type OtherSystem } from "../../../export/other-systems/system-file.ts";
import type { ExploreReader, RowsSize } from "../../../store/explore.ts";
import type { ExportItem } from "./export-item.ts";
import { shownName } from "./shown-name.ts";
import type { ShownRows } from "./shown-rows.ts";

/** Shown rows as a file for another system. */
export interface SystemItem extends ExportItem {
  system: OtherSystem;
}

const endings: Record<OtherSystem, string> = {
  elasticsearch: "_ecs.ndjson",
  splunk: "_splunk.json",
  loki: "_loki.ndjson",
  parquet: ".parquet",
};

/** Shown rows as files for other systems, a record for each line; none where nothing is shown. */
export function systemItems(
  source: Pick<ExploreReader, "exportRows">,
  shown: ShownRows,
  { rows, lines }: RowsSize,
  gzip: boolean,
): SystemItem[] {
  if (rows === 0) return [];
  return (Object.keys(endings) as OtherSystem[]).map((system) => {
    const isUnpacked = system === "parquet"; // programs look into it at several places
    return {
      form: "shown",
      system,
      name: shownName(shown, `${endings[system]}${gzip && !isUnpacked ? ".gz" : ""}`),
      lines,
      records: "events",
      ...(isUnpacked && { isUnpacked }),
      read: (onProgress, signal) => source.exportRows(shown.scope, { is: "jsonl" }, onProgress, signal),
      finish: (jsonl, signal, onProgress) => systemFile(jsonl, system, onProgress, signal),
    };
  });
}
