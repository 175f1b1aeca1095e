import type { ExploreReader, ExploreScope, RowsForm, RowsSize } from "../../../store/explore.ts";
import { readLogAddress } from "../../../app/imported-logs/log-address.ts";
import type { Explorer } from "../explorer.svelte.ts";
import type { ExportItem } from "./export-item.ts";
import { scenarioBlob } from "./scenario-blob.ts";
import { shownName } from "./shown-name.ts";

/** What the page shows at the moment when it is to be exported. */
export interface ShownRows {
  /** The imported log as the address names it, and its name; empty: the live one. */
  set: string;
  log: string;
  /** The query as it was typed. */
  text: string;
  /** Its times are resolved. */
  scope: ExploreScope;
  /** Paths of the columns of the list. */
  columns: string[];
}

/** What the explorer shows now. */
export function shownRows(explorer: Pick<Explorer, "set" | "text" | "columns" | "scope">): ShownRows {
  return {
    set: explorer.set,
    log: readLogAddress(explorer.set).name ?? "",
    text: explorer.text,
    scope: explorer.scope(),
    columns: explorer.columns.map(({ path }) => path),
  };
}

/** The forms in which shown rows are saved. */
export type ShownForm = "jsonl" | "original" | "columns" | "fields" | "text" | "scenario";

const forms: Record<ShownForm, { ending: string; form(columns: string[]): RowsForm }> = {
  jsonl: { ending: ".jsonl", form: () => ({ is: "jsonl" }) },
  original: { ending: "_original.log", form: () => ({ is: "original" }) },
  columns: { ending: ".csv", form: (paths) => ({ is: "csv", paths }) },
  fields: { ending: "_all-fields.csv", form: () => ({ is: "csv" }) },
  text: { ending: ".log", form: () => ({ is: "text" }) },
  // Made of the lines; it holds no content.
  scenario: { ending: "_scenario.json", form: () => ({ is: "jsonl" }) },
};

/** Shown rows as files to be saved, in each form; none where nothing is shown. */
export function shownItems(
  source: Pick<ExploreReader, "exportRows">,
  shown: ShownRows,
  { rows, lines }: RowsSize,
  options: { isImported: boolean; gzip: boolean; encoding?: string | undefined },
): (ExportItem & { shownAs: ShownForm })[] {
  if (rows === 0) return [];
  // The lines of the live log are the original.
  const offered = (Object.keys(forms) as ShownForm[]).filter(
    (name) => (name !== "original" || options.isImported) && (name !== "scenario" || shown.scope.view === "calls"),
  );
  return offered.map((shownAs) => {
    const { ending, form } = forms[shownAs];
    const asked = form(shown.columns);
    return {
      form: "shown",
      shownAs,
      name: shownName(shown, `${ending}${options.gzip ? ".gz" : ""}`),
      lines: asked.is === "csv" || shownAs === "scenario" ? rows : lines,
      records: ({ jsonl: "events", csv: "table", text: "lines", original: "lines" } as const)[asked.is],
      ...(shownAs === "original" && { encoding: options.encoding }),
      ...(shownAs === "scenario" && { finish: scenarioBlob }),
      read: (onProgress, signal) => source.exportRows(shown.scope, asked, onProgress, signal),
    };
  });
}
