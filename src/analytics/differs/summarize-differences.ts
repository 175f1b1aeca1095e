import { shareSelected, without, type Difference, type Differences } from "./difference.ts";

/** The one sentence on top of a list, as data. */
export type DifferenceSummary =
  | { is: "difference"; finding: Difference; whenSo: number; elsewhere: number }
  /** `tried` says how much was looked at. */
  | { is: "nothing"; tried: number };

/** What is said unasked is a coincidence in fewer than this share of logs. */
const level = 0.01;
/** It happens at least this many times as often as elsewhere. */
const leastFactor = 2;

/**
 * Chooses what is said unasked: the strongest difference that the selected rows have more often, that is no coincidence, that
 * nothing else explains, and that makes a row at least twice as likely to be selected. Otherwise nothing stands out.
 */
export function summarizeDifferences({ findings, totals, tried }: Differences): DifferenceSummary {
  for (const finding of findings) {
    const whenSo = shareSelected(finding.matching);
    const elsewhere = shareSelected(without(totals, finding.matching));
    const standsOut = finding.explained === undefined && finding.chance < level && finding.difference.low > 0;
    if (standsOut && (whenSo >= leastFactor * elsewhere || Number.isNaN(elsewhere)))
      return { is: "difference", finding, whenSo, elsewhere };
  }
  return { is: "nothing", tried };
}
