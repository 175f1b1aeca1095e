/** A condition in Elasticsearch's query language, as far as it is used here. */
export type ElasticQuery =
  | { match_all: Record<never, never> }
  | { match_none: Record<never, never> }
  | { exists: { field: string } }
  | { term: Record<string, string | number | boolean> }
  | { terms: Record<string, string[]> }
  | { range: Record<string, ElasticRange> }
  | { regexp: Record<string, { value: string; flags: "NONE" }> }
  | { multi_match: { query: string; type: "phrase"; fields: string[]; lenient: true } }
  | { bool: { filter?: ElasticQuery[]; should?: ElasticQuery[]; must_not?: ElasticQuery[] } };

/** The ends of a range. */
export interface ElasticRange {
  gt?: number | string;
  gte?: number | string;
  lt?: number | string;
  lte?: number | string;
}

/** What is sent to `_search`. */
export interface ElasticSearch {
  track_total_hits: true;
  query: ElasticQuery;
  sort: { timestamp: "asc" }[];
}
