import type { DifferenceSummary } from "../../../analytics/differs/summarize-differences.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import type { CompareKind } from "./compare-kind.ts";
import type { DiffersText } from "./differs-text.ts";

/** The two numbers of a summary in words: "910 of 910 failed" and "elsewhere 1.1 %". */
export function headlineFigures(
  kind: CompareKind,
  { finding: { matching }, elsewhere }: DifferenceSummary & { is: "difference" },
  format: Format,
  text: DiffersText,
): { share: string; elsewhere: string } {
  const count = (value: number) => format.number(value);
  return {
    share: text.share[kind](count(matching.selected), count(matching.selected + matching.rest)),
    elsewhere: Number.isNaN(elsewhere) ? text.everywhere : text.elsewhere(format.percent(elsewhere)),
  };
}
