import { createValueTest, levelOrder } from "../match/create-value-test.ts";
import { patternPath } from "../messages/message-pattern.ts";
import type { FieldTest, Query, Scalar } from "../query.ts";
import { namesSentences, type QueryScope } from "../match/query-scope.ts";
import { printedTest, type PrintedTest } from "./printed-test.ts";

/** What a language lacks for a query, so that it has no program. */
export type Missing =
  /** `error_group` and `pattern` are computed here. */
  | "computed"
  /** A call without an end: the tool looks at each line by itself. */
  | "unfinished"
  /** An empty text cannot be told from no value. */
  | "empty"
  /** Texts are not compared by their order. */
  | "order"
  /** The regular expression cannot be said. */
  | "regex"
  /** The text of a whole line is not searched by expressions. */
  | "line-regex"
  /** The path of the field cannot be written. */
  | "key";

/** In what a program means something else than the query. */
export type Difference =
  /** Lines are found, not calls. */
  | "lines"
  /** Numbers and texts of one spelling are the same. */
  | "types"
  /** Null, an empty text and no value are the same. */
  | "absent"
  /** A key with dots of its own is not found. */
  | "dots"
  /** An expression sees the escapes of a line. */
  | "escapes"
  /** A pattern looks into texts only, not into numbers. */
  | "patterns"
  /** A text is found as whole words of one field. */
  | "words";

/** A query in the language of another log store, or why it cannot be said there. */
export type StoreQuery = { text: string; differs: Difference[] } | { missing: Missing };

/** Thrown by a printer where the language lacks something. */
export class MissingError extends Error {
  readonly missing: Missing;
  constructor(missing: Missing) {
    super(missing);
    this.missing = missing;
  }
}

/** Gives what a printer prints, or what the language lacks for it. */
export function printFor(scope: QueryScope, print: (query: Query, differs: Set<Difference>) => string): StoreQuery {
  const differs = new Set<Difference>(scope.view === "calls" ? ["lines"] : []);
  try {
    const text = print(lineQuery(scope), differs);
    return { text, differs: [...differs] };
  } catch (error) {
    if (error instanceof MissingError) return { missing: error.missing };
    throw error;
  }
}

/**
 * What a scope asks of one line: its conditions with own calls, range and the sentences of imports among them, and without the
 * computed fields.
 *
 * @throws MissingError when only several lines together, or this page, can tell
 */
function lineQuery({ view, query, range, hasOwnCalls }: QueryScope): Query {
  const parts: Query[] = [];
  if (!namesSentences(query)) parts.push({ is: "not", part: eventIs("imported_sentence") });
  if (!hasOwnCalls)
    parts.push({ is: "not", part: field("initiator", { is: "value", value: "console", isQuoted: true }) });
  const bound = (timeMs: number, isInclusive: boolean) => ({ value: new Date(timeMs).toISOString(), isInclusive });
  const { fromMs, toMs } = range;
  if (fromMs !== undefined) parts.push(field("timestamp", { is: "range", from: bound(fromMs, true) }));
  if (toMs !== undefined) parts.push(field("timestamp", { is: "range", to: bound(toMs, false) }));
  const written = withoutComputed(query, view);
  parts.push(...(written.is === "and" ? written.parts : [written]));
  return { is: "and", parts: parts.filter(({ is }) => is !== "all") };
}

function withoutComputed(query: Query, view: QueryScope["view"]): Query {
  if (query.is === "and" || query.is === "or") {
    return { ...query, parts: query.parts.map((part) => withoutComputed(part, view)) };
  }
  if (query.is === "not") return { is: "not", part: withoutComputed(query.part, view) };
  if (query.is !== "field") return query;
  if (query.path === "error_group" || query.path === patternPath) throw new MissingError("computed");
  if (query.path !== "outcome") return query;
  const holds = createValueTest("outcome", query.test);
  if (view === "calls" && holds("unfinished")) throw new MissingError("unfinished");
  return { is: "or", parts: (["ok", "error", "cancelled"] as const).filter(holds).map((outcome) => outcomes[outcome]) };
}

const field = (path: string, test: FieldTest): Query => ({ is: "field", path, test });
const eventIs = (value: string) => field("event", { is: "value", value, isQuoted: true });

/** The lines that are an outcome. */
const outcomes: Record<"ok" | "error" | "cancelled", Query> = {
  ok: eventIs("request_success"),
  error: {
    is: "or",
    parts: [
      eventIs("request_error"),
      {
        is: "and",
        parts: [eventIs("imported_line"), field("level", { is: "range", from: { value: "ERROR", isInclusive: true } })],
      },
    ],
  },
  cancelled: eventIs("request_cancelled"),
};

/** The steps of a test of one field; a level is one of those that there are. */
export function lineTest(path: string, test: FieldTest): PrintedTest {
  if (path !== "level" || test.is === "present") return printedTest(path, test);
  const holds = createValueTest(path, test);
  return { is: "texts", values: levelOrder.filter((level: Scalar) => holds(level)) };
}
