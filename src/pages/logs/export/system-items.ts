import { systemFile, type OtherSystem } from "../../../export/other-systems/system-file.ts";
import { otlpFile } from "../../../shipping/otlp/otlp-file.ts";
import { requestLink } from "../../../app/links/request-link.ts";
import type { ExploreReader, RowsSize } from "../../../store/explore.ts";
import type { ExportItem } from "./export-item.ts";
import { shownName } from "./shown-name.ts";
import type { ShownRows } from "./shown-rows.ts";

/** A system that shown rows are saved for. */
export type SystemName = OtherSystem | "otlp";

/** Shown rows as a file for another system. */
export interface SystemItem extends ExportItem {
  system: SystemName;
}

/** The console that a file is made by: its version, and the origin of its pages, to which records lead back. */
export interface SavingConsole {
  version: string;
  origin: string;
}

const endings: Record<SystemName, string> = {
  elasticsearch: "_ecs.ndjson",
  splunk: "_splunk.json",
  loki: "_loki.ndjson",
  otlp: "_otlp.ndjson",
  parquet: ".parquet",
};

/** Shown rows as files for other systems, a record for each line; none where nothing is shown. */
export function systemItems(
  source: Pick<ExploreReader, "exportRows">,
  shown: ShownRows,
  { rows, lines }: RowsSize,
  { gzip, version, origin }: SavingConsole & { gzip: boolean },
): SystemItem[] {
  if (rows === 0) return [];
  const requestUrl = (requestId: string) => `${origin}${requestLink(requestId, shown.set)}`;
  const otlpSource = { version, deployment: "", requestUrl };
  return (Object.keys(endings) as SystemName[]).map((system) => {
    const isUnpacked = system === "parquet"; // programs look into it at several places
    return {
      form: "shown",
      system,
      name: shownName(shown, `${endings[system]}${gzip && !isUnpacked ? ".gz" : ""}`),
      lines,
      records: "events",
      ...(isUnpacked && { isUnpacked }),
      read: (onProgress, signal) => source.exportRows(shown.scope, { is: "jsonl" }, onProgress, signal),
      finish: (jsonl, signal, onProgress) =>
        system === "otlp"
          ? otlpFile(jsonl, otlpSource, onProgress, signal)
          : systemFile(jsonl, system, onProgress, signal),
    };
  });
}
