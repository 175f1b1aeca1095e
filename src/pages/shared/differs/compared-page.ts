import type { ExploreAnswer, ExploreScope } from "../../../store/explore.ts";

/** What a page gives to a comparison of its rows. */
export interface ComparedPage {
  /** The query as it stands in the bar. */
  text: string;
  /** The last answer, with the fields of the log. */
  answer: Pick<ExploreAnswer, "fields" | "position" | "ok" | "error"> | undefined;
  /** Which rows are meant now. */
  scope: () => ExploreScope;
  /** The address with some of its values changed. */
  href: (changes: Record<string, string>) => string;
}
