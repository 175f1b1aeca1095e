import { describe, expect, it } from "vitest";
import { readOtlpAttributes } from "../../src/basics/otlp-value.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { otlpLogs } from "../../src/shipping/otlp/otlp-logs.ts";
import { createLokiReading } from "../support/loki-reading.ts";
import { lokiRecords } from "../support/loki-metadata.ts";
import { openExploredLog } from "../support/open-explored-log.ts";
import { counted, elasticLines, logQlLines, overviewQueries, stream, type Counted } from "./overview-queries.ts";

const source = {
  version: "1",
  deployment: "test",
  requestUrl: (id: string) => `https://c.example/${id}`,
};
interface Body {
  resourceLogs: { scopeLogs: { logRecords: { attributes: unknown }[] }[] }[];
}

const events = [...generateCalls(6_000, { seed: 5, failureRate: 0.1 })];
const { engine } = await openExploredLog(events);
const overview = await engine.overview({ range: {}, hasOwnCalls: false });
const text = otlpLogs(
  events.map((event) => ({ event })),
  source,
);
const body = JSON.parse(text) as Body;
const records = body.resourceLogs
  .flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords))
  .map(({ attributes }) => readOtlpAttributes(attributes));
const inLoki = lokiRecords(text).map(({ metadata }) => metadata);

/** Lines that Loki counts. */
const counts = (what: Counted) => inLoki.filter(passes(what)).length;
function passes(what: Counted): (metadata: Record<string, string>) => boolean {
  const reads = createLokiReading([stream, ...logQlLines(what)].join("\n  "));
  return (metadata) => reads("", metadata);
}

/** Documents that Elasticsearch counts. */
function elasticCounts(what: Counted): number {
  const [{ terms }, { term }] = [elasticLines(what).bool.filter[0], elasticLines(what).bool.must_not[0]];
  return records.filter(
    (attributes) =>
      terms["event.name"].includes(String(attributes["event.name"])) && attributes["initiator"] !== term.initiator,
  ).length;
}

const total = overview.all.total;
const expected: Record<Counted, number> = {
  ...{ calls: total.calls, successes: total.successes, errors: total.errors, cancelled: total.cancelled },
  ended: total.successes + total.errors,
};

describe("the queries of deploy/ over records as they are shipped", () => {
  it.each(Object.keys(counted) as Counted[])("count the %s of the Overview", (what) => {
    expect(expected[what]).toBeGreaterThan(10);
    expect([counts(what), elasticCounts(what)]).toEqual([expected[what], expected[what]]);
  });

  it("count each service and operation as the Overview does", () => {
    const groups = Map.groupBy(inLoki.filter(passes("calls")), (line) => `${line["service"]!} ${line["operation"]!}`);
    const wanted = overview.operations.map(({ service, operation, calls }) => [`${service} ${operation}`, calls]);
    expect(new Map([...groups].map(([name, lines]) => [name, lines.length]))).toEqual(
      new Map(wanted as [string, number][]),
    );
  });

  it("count each type of errors as the Overview does", () => {
    const groups = Map.groupBy(
      inLoki.filter(passes("errors")),
      (line) => `${line["service"]!} ${line["error_error_type"]!}`,
    );
    const wanted = overview.errors.map(({ service, type, count }) => [`${service} ${type}`, count]);
    expect(new Map([...groups].map(([name, lines]) => [name, lines.length]))).toEqual(
      new Map(wanted as [string, number][]),
    );
  });

  it("name only fields that records have", () => {
    const queries = overviewQueries.map(({ logQl }) => logQl("24h")).join("\n");
    const grouped = [...queries.matchAll(/by \((\w[^)]*)\)/g)].flatMap(([, names]) => names!.split(", "));
    const unwrapped = [...queries.matchAll(/unwrap (\w+)/g)].map(([, name]) => name!);
    const named = new Set([...grouped, ...unwrapped, "audiokit_request_url"]);
    named.delete("is_part");
    const known = new Set(inLoki.flatMap((metadata) => Object.keys(metadata)));
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
    expect(named.size).toBeGreaterThan(4);
  });

  it("have every field of a record within the limits of loki.yaml", () => {
    const sizes = inLoki.map((metadata) => Object.keys(metadata).length);
    expect(Math.max(...sizes)).toBeLessThan(128);
  });
});
