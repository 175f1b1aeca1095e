import type { ElasticQuery, ElasticSearch } from "../../src/query/tools/elastic-query.ts";

/**
 * Whether a line of a log is found by a search that `toElasticsearch` printed, by what Elasticsearch does under its default
 * mapping. Texts of whole lines are not understood.
 */
export function createElasticReading(search: string): (event: Record<string, unknown>) => boolean {
  return readQuery((JSON.parse(search) as ElasticSearch).query);
}

type Reading = (event: Record<string, unknown>) => boolean;

function readQuery(query: ElasticQuery): Reading {
  if ("match_all" in query) return () => true;
  if ("match_none" in query) return () => false;
  if ("exists" in query) return (event) => valueOf(event, query.exists.field) !== undefined;
  if ("term" in query) {
    const [[field, wanted]] = Object.entries(query.term) as [[string, unknown]];
    return (event) => valueOf(event, field) === wanted;
  }
  if ("terms" in query) {
    const [[field, wanted]] = Object.entries(query.terms) as [[string, string[]]];
    return (event) => wanted.includes(valueOf(event, field) as string);
  }
  if ("regexp" in query) {
    const [field, { value }] = Object.entries(query.regexp)[0]!;
    // What Lucene escapes and JavaScript need not; its dot is any character, outside of a class.
    const pattern = value
      .replaceAll(/\\([#@&"<>~])/g, "$1")
      .replaceAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]|\./g, (part) => (part === "." ? String.raw`[\s\S]` : part));
    const whole = new RegExp(`^(?:${pattern})$`, "v");
    return (event) => {
      const text = valueOf(event, field);
      return typeof text === "string" && whole.test(text);
    };
  }
  if ("range" in query) {
    const [[field, { gt, gte, lt, lte }]] = Object.entries(query.range) as [[string, Record<string, string | number>]];
    return (event) => {
      const value = valueOf(event, field) as string;
      if (typeof value !== typeof (gt ?? gte ?? lt ?? lte)) return false;
      return (
        !(gt !== undefined && !(value > gt)) &&
        !(gte !== undefined && !(value >= gte)) &&
        !(lt !== undefined && !(value < lt)) &&
        !(lte !== undefined && !(value <= lte))
      );
    };
  }
  if ("bool" in query) {
    const { filter = [], should, must_not = [] } = query.bool;
    const [needed, refused] = [filter.map(readQuery), must_not.map(readQuery)];
    const some = should?.map(readQuery);
    return (event) =>
      needed.every((holds) => holds(event)) &&
      !refused.some((holds) => holds(event)) &&
      (some === undefined || some.some((holds) => holds(event)));
  }
  throw new Error(`not read: ${JSON.stringify(query)}`);
}

/** The value of a field as the index has it: a keyword only of texts, nothing for null. */
function valueOf(event: Record<string, unknown>, field: string): unknown {
  const isKeyword = field.endsWith(".keyword");
  const value = field
    .replace(/\.keyword$/, "")
    .split(".")
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
      event,
    );
  if (value === null || typeof value === "object") return undefined;
  return isKeyword === (typeof value === "string") || field === "timestamp" ? value : undefined;
}
