import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parser } from "@grafana/lezer-logql";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { projectFolder } from "../support/folders.ts";
import { collectorKeys, lokiKeys, ruleKeys, unknownKeys } from "./known-keys.ts";
import { overviewQueries } from "./overview-queries.ts";
import { writtenFiles } from "./written-files.ts";

const folder = join(projectFolder, "deploy");
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const yaml = (name: string) => parse(read(name), { strict: true }) as Record<string, unknown>;
const collectorFiles = globSync("{collector,to-*}.yaml", { cwd: folder }).map((path) => basename(path));

/** What Grafana's parser does not understand of a query. */
function errorsIn(query: string): string[] {
  // What Grafana puts there before Loki sees it.
  const written = query.replaceAll(/\$__(?:auto|range|interval)/g, "5m");
  const errors: string[] = [];
  parser.parse(written).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) errors.push(`${written.slice(Math.max(0, from - 20), to + 20)} at ${String(from)}`);
    },
  });
  return errors;
}

describe("the configurations of deploy/", () => {
  it.each(collectorFiles)("%s has only keys that the Collector's parts document", (name) => {
    expect(unknownKeys(yaml(name), collectorKeys)).toEqual([]);
  });

  it("are compared key by key: a misspelled one is named with its place", () => {
    const misspelled = { exporters: { "otlphttp/loki": { endpont: "http://loki:3100" } } };
    expect(unknownKeys(misspelled, collectorKeys)).toEqual(["exporters.otlphttp/loki.endpont"]);
  });

  it("loki.yaml has only keys that Loki documents", () => {
    expect(unknownKeys(yaml("loki.yaml"), lokiKeys)).toEqual([]);
  });

  it("loki.yaml makes labels of nothing that differs from page to page or from call to call", () => {
    const { limits_config } = yaml("loki.yaml") as {
      limits_config: { otlp_config: { resource_attributes: Record<string, unknown> } };
    };
    expect(limits_config.otlp_config.resource_attributes).toEqual({
      ignore_defaults: true,
      attributes_config: [{ action: "index_label", attributes: ["service.name", "deployment.environment.name"] }],
    });
  });

  it.each(collectorFiles.filter((name) => name.startsWith("to-")))(
    "%s sends through parts that it or collector.yaml has",
    (name) => {
      const beside = name === "to-loki-in-batches.yaml" ? yaml("to-loki.yaml") : {};
      const has = (kind: string) =>
        [yaml("collector.yaml"), beside, yaml(name)].flatMap((part) => Object.keys((part[kind] ?? {}) as object));
      const { pipelines } = yaml(name)["service"] as { pipelines: Record<string, Record<string, string[]>> };
      const missing = Object.values(pipelines).flatMap((pipeline) =>
        Object.entries(pipeline).flatMap(([kind, parts]) => parts.filter((part) => !has(kind).includes(part))),
      );
      expect(missing).toEqual([]);
    },
  );

  it("say no secret", () => {
    const secrets = collectorFiles.flatMap((name) => [...read(name).matchAll(/(?:token|api_key|password): (.*)/g)]);
    expect(secrets.map(([, value]) => value)).toEqual(["${env:ELASTICSEARCH_API_KEY}", "${env:SPLUNK_HEC_TOKEN}"]);
  });
});

describe("the queries of deploy/", () => {
  it.each(overviewQueries)("$title is LogQL that Grafana's parser reads", ({ logQl }) => {
    expect(logQl("24h").split("\n\n").flatMap(errorsIn)).toEqual([]);
  });

  it("are LogQL in every panel of the dashboard", () => {
    const { panels } = JSON.parse(read("grafana-dashboard.json")) as { panels: { targets: { expr: string }[] }[] };
    const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    expect(queries.length).toBeGreaterThan(8);
    expect(queries.flatMap(errorsIn)).toEqual([]);
  });

  it("are LogQL in every alert rule, each with a summary", () => {
    const rules = yaml("loki-rules.yaml");
    expect(unknownKeys(rules, ruleKeys)).toEqual([]);
    const { groups } = rules as { groups: { rules: { expr: string; annotations: { summary: string } }[] }[] };
    const all = groups.flatMap((group) => group.rules);
    expect(all.map(({ expr }) => expr).flatMap(errorsIn)).toEqual([]);
    expect(all.every(({ annotations }) => annotations.summary.length > 20)).toBe(true);
  });
});

const written = writtenFiles();

describe("the written files of deploy/", () => {
  it.each(Object.keys(written))("%s is as npm run deploy:write writes it", (name) => {
    expect(read(name)).toBe(written[name]);
  });
});
