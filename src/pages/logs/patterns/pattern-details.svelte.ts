import { patternQuery } from "../../../query/messages/message-pattern.ts";
import { Resource } from "../../../kit/state/resource.svelte.ts";
import type { ExploreRow, RowsProgress } from "../../../store/explore.ts";
import type { ReplacedValues } from "../../../store/patterns.ts";
import type { PatternsPage, PatternsSource } from "./patterns.svelte.ts";

/** What is shown of one pattern. */
export interface PatternDetails {
  /** The newest line; undefined where the log has lost them all. */
  example: ExploreRow | undefined;
  /** What was replaced; undefined of lines without a message. */
  replaced: ReplacedValues | undefined;
}

/** The details of a pattern, of the lines that there are when they are loaded. */
export class PatternDetailsState extends Resource<PatternDetails> {
  progress = $state.raw<RowsProgress>();

  constructor(source: PatternsSource, page: PatternsPage, pattern: string | undefined) {
    super(async (signal) => {
      this.progress = undefined;
      const scope = { ...page.scope(), view: "events" as const };
      const own = { ...scope, query: { is: "and" as const, parts: [scope.query, patternQuery(pattern)] } };
      const newest = { order: { by: "time", isDescending: true }, at: { index: 0 }, limit: 1 };
      const { rows } = await source.exploreRows(own, newest, signal);
      const tell = (progress: RowsProgress) => void (signal.aborted || (this.progress = progress));
      const replaced = pattern === undefined ? undefined : await source.replacedValues(scope, pattern, tell, signal);
      return { example: rows[0], replaced };
    });
  }
}
