import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../query/parse-query.ts";
import { printQuery } from "../../../query/print-query.ts";
import type { Comparison } from "../../../store/explore.ts";
import { comparedRows, selectedBy } from "./compared-rows.ts";

function compared(text: string, comparison: Comparison) {
  const { query } = parseQuery(text);
  const rows = comparedRows({ view: "calls", query, range: {}, hasOwnCalls: false }, comparison);
  return { text: printQuery(rows.scope.query), comparison: rows.comparison };
}

describe("comparedRows", () => {
  it.each([
    ["service:TTS", "service:TTS"],
    ["outcome:error", "(outcome:error OR outcome:ok)"],
    ["service:TTS error.error_type:INTERNAL", "service:TTS (error.error_type:INTERNAL OR outcome:ok)"],
    ["level:ERROR a error.x:*", "a ((level:ERROR error.x:*) OR outcome:ok)"],
    ["(outcome:error OR service:TTS)", "outcome:error OR service:TTS"],
  ])("puts calls that ended well beside the failures that a query asks for: %s", (text, wider) => {
    expect(printQuery(parseQuery(compared(text, { is: "failing" }).text).query)).toBe(
      printQuery(parseQuery(wider).query),
    );
  });

  it("puts quick calls beside those that a query asks for by their duration, which then says what is slow", () => {
    expect(compared("service:TTS duration_ms:>5000", { is: "slow" })).toEqual({
      text: "service:TTS",
      comparison: { is: "slow", overMs: 5000 },
    });
    const { comparison } = compared("duration_ms:>=5000", { is: "slow" });
    expect(comparison.is === "slow" && 5000 > comparison.overMs! && 4999.999 < comparison.overMs!).toBe(true);
  });

  it("leaves all else as it is", () => {
    const after: Comparison = { is: "after", timeMs: 5 };
    expect(compared("outcome:error", after)).toEqual({ text: "outcome:error", comparison: after });
    expect(compared("duration_ms:[1 TO 5]", { is: "slow" }).text).toBe("duration_ms:[1 TO 5]");
  });
});

describe("selectedBy", () => {
  it("says which rows are selected, except what is slow for its kind", () => {
    const said = (comparison: Comparison) => printQuery(selectedBy(comparison)!);
    expect(said({ is: "failing" })).toBe("outcome:error");
    expect(said({ is: "slow", overMs: 50 })).toBe("outcome:ok duration_ms:>50");
    expect(parseQuery(said({ is: "after", timeMs: 0 })).query).toEqual(selectedBy({ is: "after", timeMs: 0 }));
    expect(selectedBy({ is: "slow" })).toBeUndefined();
  });
});
