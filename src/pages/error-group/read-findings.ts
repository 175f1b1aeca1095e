import type { Clause } from "../../analytics/differs/difference.ts";
import type { GroupCounts } from "../../analytics/differs/row-counter.ts";
import { summarizeDifferences } from "../../analytics/differs/summarize-differences.ts";
import type { Query } from "../../query/query.ts";
import type { ExploreReader, ExploreScope } from "../../store/explore.ts";
import { clauseQuery } from "../shared/clauses/clause-query.ts";
import { allOf } from "../../query/conditions.ts";
import type { DiffersAnswer } from "../shared/differs/differs-answer.ts";
import { hasMatrix, readPairMatrix, type PairMatrix } from "../shared/differs/pair-matrix.ts";
import { comparedWithGood, finishedCalls, type GroupRows } from "../../app/error-groups/group-rows.ts";

/** Calls that differ from the finding in one condition and fulfil all its others: whether that one alone is at fault. */
export interface BesideFinding {
  /** The condition that does not hold. */
  other: Clause;
  /** Those that hold. */
  same: Clause[];
  /** Failed (of whatever) and ended well. */
  counts: GroupCounts;
  scope: ExploreScope;
}

/** What calls of a group share that others do not, in exact counts of all finished calls of their kind. */
export interface SharedFinding {
  clauses: Clause[];
  /** Failed (of whatever) and ended well, of the calls that fulfil all of it. */
  counts: GroupCounts;
  /** Of the calls that do not. */
  elsewhere: GroupCounts;
  scope: ExploreScope;
  beside: BesideFinding[];
  /** By its first two fields, where it has two. */
  matrix?: PairMatrix;
}

/** What differs between the failures of a group and the good calls of their kind. */
export interface GroupFindings {
  answer: DiffersAnswer;
  /** Absent where nothing stands out. */
  shared?: SharedFinding;
  /** Paths of all fields of the log. */
  fields: { path: string }[];
}

/** Finds what differs, and counts it. @throws DOMException `AbortError` when the signal aborts */
export async function readFindings(
  source: Pick<ExploreReader, "compare" | "explore">,
  rows: GroupRows,
  signal: AbortSignal,
): Promise<GroupFindings> {
  const compared = comparedWithGood(rows);
  const differences = await source.compare(compared.scope, compared.comparison, signal);
  const answer: DiffersAnswer = { ...compared, kind: "failing", differences };
  const all = finishedCalls(rows);
  const { fields, error, ok } = await source.explore({ ...all, facets: [] }, signal);
  const summary = summarizeDifferences(differences);
  if (summary.is === "nothing") return { answer, fields };
  const { finding } = summary;
  const conditions = finding.clauses.map(clauseQuery);
  const within = (parts: Query[]): ExploreScope => ({ ...all, query: allOf(all.query, ...parts) });
  const count = async (scope: ExploreScope): Promise<GroupCounts> => {
    const counted = await source.explore({ ...scope, facets: [] }, signal);
    return { selected: counted.error, rest: counted.ok };
  };
  const scope = within(conditions);
  const counts = await count(scope);
  const beside: BesideFinding[] = [];
  for (const [at, other] of finding.clauses.entries()) {
    const isSame = (_: unknown, index: number) => index !== at;
    const without = within([...conditions.filter(isSame), { is: "not", part: conditions[at]! }]);
    beside.push({ other, same: finding.clauses.filter(isSame), counts: await count(without), scope: without });
  }
  const finished: DiffersAnswer = { ...answer, scope: all };
  const matrix = hasMatrix(finding, finished) ? await readPairMatrix(source, finished, finding, signal) : undefined;
  return {
    answer,
    fields,
    shared: {
      clauses: finding.clauses,
      counts,
      elsewhere: { selected: error - counts.selected, rest: ok - counts.rest },
      scope,
      beside,
      ...(matrix && { matrix }),
    },
  };
}
