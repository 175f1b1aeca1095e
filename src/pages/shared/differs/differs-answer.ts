import type { Differences } from "../../../analytics/differs/difference.ts";
import type { CompareKind } from "./compare-kind.ts";
import type { ComparedRows } from "./compared-rows.ts";

/** Two groups of rows, and what they were chosen by: the words of an answer are those of its own choice. */
export interface ChosenRows extends ComparedRows {
  kind: CompareKind;
}

/** What differs, with the rows that were compared. */
export interface DiffersAnswer extends ChosenRows {
  differences: Differences;
}
