import type { FieldTest, Query } from "../query.ts";
import type { QueryScope } from "../match/query-scope.ts";
import type { ElasticQuery, ElasticRange, ElasticSearch } from "./elastic-query.ts";
import { lineTest, MissingError, printFor, type Difference, type StoreQuery } from "./line-query.ts";
import { luceneRegex, luceneWildcard } from "./lucene-pattern.ts";
import type { PrintedTest } from "./printed-test.ts";

/**
 * The lines of a scope as a search of Elasticsearch (7.10 or later), over documents that are lines of *Console JSONL* under its
 * default mapping: a text has a `.keyword` of up to 256 characters, `timestamp` is a date, a list counts by each value.
 *
 * A number is looked for where a field has no `.keyword`, as the words of a text could be taken for it.
 */
export function toElasticsearch(scope: QueryScope): StoreQuery {
  return printFor(scope, (query, differs) => {
    const search: ElasticSearch = {
      track_total_hits: true,
      query: condition(query, differs),
      sort: [{ timestamp: "asc" }],
    };
    return JSON.stringify(search, undefined, 2);
  });
}

const none: ElasticQuery = { match_none: {} };

function condition(query: Query, differs: Set<Difference>): ElasticQuery {
  switch (query.is) {
    case "all":
      return { match_all: {} };
    case "not":
      return { bool: { must_not: [condition(query.part, differs)] } };
    case "and":
    case "or":
      return join(
        query.is,
        query.parts.map((part) => condition(part, differs)),
      );
    case "text":
      differs.add("words");
      return { multi_match: { query: query.text, type: "phrase", fields: ["*"], lenient: true } };
    case "regex":
      throw new MissingError("line-regex");
    case "field":
      if (query.path.split(".").includes("")) throw new MissingError("key");
      return fieldCondition(query.path, query.test, differs);
  }
}

function fieldCondition(path: string, test: FieldTest, differs: Set<Difference>): ElasticQuery {
  // A level is one of few, so its patterns are texts already.
  if (path !== "level" && (test.is === "regex" || test.is === "wildcard")) {
    if (path === "timestamp") throw new MissingError("order");
    if (test.is === "regex" || /^[-+.*?0-9aeflnrstu]*$/i.test(test.pattern)) differs.add("patterns");
    const value = test.is === "regex" ? luceneRegex(test.source) : luceneWildcard(test.pattern);
    return value === undefined ? none : { regexp: { [keyword(path)]: { value, flags: "NONE" } } };
  }
  return testCondition(path, lineTest(path, test), differs);
}

function testCondition(path: string, test: PrintedTest, differs: Set<Difference>): ElasticQuery {
  switch (test.is) {
    case "never":
    case "pattern": // only of fields that ignore case, whose values are known
      return none;
    case "always":
      differs.add("absent");
      return { exists: { field: path } };
    case "all":
    case "any":
      if (test.tests.length === 0) return testCondition(path, { is: "always" }, differs);
      return join(
        test.is === "all" ? "and" : "or",
        test.tests.map((one) => testCondition(path, one, differs)),
      );
    case "text":
      if (path === "timestamp") return { range: { timestamp: rangeOf(test.compares, test.with) } };
      return test.compares === "="
        ? { term: { [keyword(path)]: String(test.with) } }
        : { range: { [keyword(path)]: rangeOf(test.compares, test.with) } };
    case "number":
      return notText(
        path,
        test.compares === "="
          ? { term: { [path]: Number(test.with) } }
          : { range: { [path]: rangeOf(test.compares, test.with) } },
      );
    case "boolean":
      return notText(path, { term: { [path]: test.value } });
    case "null":
      differs.add("absent");
      return none;
    case "texts":
      return test.values.length === 0 ? none : { terms: { [keyword(path)]: test.values } };
  }
}

const keyword = (path: string) => `${path}.keyword`;

/** Fields of our own that are numbers in every line. */
const numbers = new Set(["duration_ms", "response_size_bytes", "seq", "error.grpc_code"]);

function notText(path: string, query: ElasticQuery): ElasticQuery {
  if (numbers.has(path)) return query;
  return { bool: { filter: [query], must_not: [{ exists: { field: keyword(path) } }] } };
}

const ends = { ">": "gt", ">=": "gte", "<": "lt", "<=": "lte" } as const;

function rangeOf(sign: keyof typeof ends | "=", bound: string | number): ElasticRange {
  return sign === "=" ? { gte: bound, lte: bound } : { [ends[sign]]: bound };
}

function join(by: "and" | "or", parts: ElasticQuery[]): ElasticQuery {
  if (parts.length === 0) return by === "and" ? { match_all: {} } : none;
  if (parts.length === 1) return parts[0]!;
  return { bool: by === "and" ? { filter: parts } : { should: parts } };
}
