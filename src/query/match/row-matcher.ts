import { createValueTest, regexTest, textTest } from "./create-value-test.ts";
import type { Query, Scalar } from "../query.ts";

/** What a query looks at: a line, or the lines of a call. */
export interface Row {
  /** Fields by their paths; of a call, its lines folded into one. */
  fields: ReadonlyMap<string, Scalar>;
  /** Each line by itself: what it says, and its level. */
  lines: readonly { said: string; level: Scalar | undefined }[];
}

/**
 * Prepares the simple reading of a query, which says what it means: every other way to answer it is tested against this one.
 *
 * Text, regular expressions and the level hold if any line has them, all else is asked of the fields.
 */
export function createRowMatcher(query: Query): (row: Row) => boolean {
  switch (query.is) {
    case "all":
      return () => true;
    case "and": {
      const parts = query.parts.map(createRowMatcher);
      return (row) => parts.every((matches) => matches(row));
    }
    case "or": {
      const parts = query.parts.map(createRowMatcher);
      return (row) => parts.some((matches) => matches(row));
    }
    case "not": {
      const matches = createRowMatcher(query.part);
      return (row) => !matches(row);
    }
    case "text":
    case "regex": {
      const test = query.is === "text" ? textTest(query.text) : regexTest(query.source);
      return ({ lines }) => lines.some(({ said }) => test(said));
    }
    case "field": {
      const { path } = query;
      const test = createValueTest(path, query.test);
      const holds = (value: Scalar | undefined) => value !== undefined && test(value);
      if (path === "level") return ({ lines }) => lines.some(({ level }) => holds(level));
      return ({ fields }) => holds(fields.get(path));
    }
  }
}
