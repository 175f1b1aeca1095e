import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { logServices, type LogServices } from "../../../../test/support/log-services.ts";
import { matching, naiveRows } from "../../../../test/support/naive-explorer.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import "../../../kit/theme/base.css";
import "../../../kit/theme/tokens.css";
import LogsPage from "../LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

async function open(events: Iterable<LogEvent>, address: string): Promise<LogServices> {
  services = await logServices(address, events);
  await page.viewport(1200, 800);
  await render(LogsPage, { context: services.context });
  await page.getByRole("button", { name: "Export", exact: true }).click();
  return services;
}

/** Saves one form of a section of the dialog, and gives its name and text. */
async function save(form: string, of = "What is shown"): Promise<{ name: string; text: string }> {
  const saved = await (await navigator.storage.getDirectory()).getFileHandle("saved", { create: true });
  let name = "";
  const showSaveFilePicker = async (options: { suggestedName: string }) => {
    name = options.suggestedName;
    return saved;
  };
  Object.assign(globalThis, { showSaveFilePicker });
  await page.getByRole("button", { name: `Save ${form} (${of})`, exact: true }).click();
  await expect.poll(() => name).not.toBe("");
  await expect.element(page.getByText(`${name} saved`)).toBeVisible();
  return { name, text: await (await saved.getFile()).text() };
}

const query = "service:TTS -level:error";
const log = [...exploredLog(600)];

describe("the export of what is shown", () => {
  it.each(["calls", "events"] as const)("has the lines of all rows that match, in the view of %s", async (view) => {
    const { store } = await open(log, `/logs?view=${view}&q=${encodeURIComponent(query)}`);
    const whole = await (await store.exportPart("tts_structured.jsonl", 0)).text();
    const scope = { view, query: parseQuery(query).query, range: {}, hasOwnCalls: false };
    const rows = matching(naiveRows(whole, view, scope.query), scope);
    const at = [...new Set(rows.flatMap(({ lines }) => lines))].sort((a, b) => a - b);
    const all = whole.split("\n");
    const count = view === "calls" ? `${rows.length} calls (${at.length} lines)` : `${rows.length} events`;
    await expect.element(page.getByText(`What is shown: ${count}`)).toBeVisible();
    const { name, text } = await save("Console JSONL");
    expect(text).toBe(at.map((line) => `${all[line]!}\n`).join(""));
    expect(name).toBe(`log-${view}_service-TTS_-level-error.jsonl`);
    const table = (await save("CSV, all fields")).text.trimEnd().split("\r\n");
    expect(table.filter((line) => line.includes("req_1_"))).toHaveLength(
      rows.filter(({ event }) => event["request_id"] !== undefined).length,
    );
  });

  it("writes a value that a spreadsheet would compute as a text", async () => {
    await open([{ ...log[0]!, message: "=1+1", event: "system_note" }], "/logs?view=events");
    expect((await save("CSV, columns of the list")).text).toContain("'=1+1");
  });

  it("shows the same question as a program, with the number that it gives here, and how to run it", async () => {
    await open(log, "/logs?view=events&q=service:TTS");
    await page.getByText("The same query in other tools").click();
    const count = log.filter(({ service, initiator, event, level }) => {
      return service === "TTS" && initiator !== "console" && event !== "imported_sentence" && level !== "DEBUG";
    });
    await expect.element(page.getByText(`Gives ${String(count.length)} events here`)).toBeVisible();
    const program = page.getByRole("region", { name: "Program" });
    await expect.element(program).toMatchTextContent(/\[rows\] \| length$/);
    await expect.element(page.getByText("jq -cnR -f rows.jq tts_structured.jsonl", { exact: true })).toBeVisible();
    await page.getByRole("radio", { name: "DuckDB SQL" }).click();
    await expect.element(program).toMatchTextContent(/SELECT count\(\*\) FROM lines/);
  });

  it("shows the query for Loki and Elasticsearch, and in what it differs there", async () => {
    await open(log, "/logs?view=calls&q=service:TTS%20outcome:error");
    await page.getByText("The same query in other tools").click();
    const program = page.getByRole("region", { name: "Program" });
    await page.getByRole("radio", { name: "LogQL" }).click();
    await expect.element(program).toMatchTextContent(/\| line_service = "TTS"/);
    await expect.element(page.getByText(/^It finds lines, not calls/)).toBeVisible();
    await expect.element(page.getByText(/^Gives \d/)).not.toBeInTheDocument();
    await page.getByRole("radio", { name: "Elasticsearch" }).click();
    await expect.element(program).toMatchTextContent(/"service.keyword": "TTS"/);
  });

  it("says why calls without an end cannot be asked for in Loki", async () => {
    await open(log, "/logs?view=calls&q=outcome:unfinished");
    await page.getByText("The same query in other tools").click();
    await page.getByRole("radio", { name: "LogQL" }).click();
    await expect.element(page.getByText(/^A call without an end is known only from/)).toBeVisible();
    await expect.element(page.getByRole("region", { name: "Program" })).not.toBeInTheDocument();
  });

  it("has each line of what is shown as a record for other systems, and the command that loads the file", async () => {
    const { store } = await open(log, `/logs?view=events&q=${encodeURIComponent(query)}`);
    const whole = await (await store.exportPart("tts_structured.jsonl", 0)).text();
    const scope = { view: "events" as const, query: parseQuery(query).query, range: {}, hasOwnCalls: false };
    const count = matching(naiveRows(whole, "events", scope.query), scope).length;
    const of = "For other systems";
    const bulk = await save("Elasticsearch, OpenSearch (ECS)", of);
    expect(bulk.name).toBe("log-events_service-TTS_-level-error_ecs.ndjson");
    expect(bulk.text.match(/^\{"create":\{"_id":"[^"]+"\}\}$/gm)).toHaveLength(count);
    const events = await save("Splunk (HEC)", of);
    expect(events.name).toBe("log-events_service-TTS_-level-error_splunk.json");
    expect(events.text.match(/^\{"time":\d+\.\d{3},/gm)).toHaveLength(count);
    const push = await save("Grafana Loki (push)", of);
    expect(push.text.match(/"record_id":/g)).toHaveLength(count);
    const otlp = await save("OpenTelemetry (OTLP JSON)", of);
    expect(otlp.text.match(/"key":"log\.record\.uid"/g)).toHaveLength(count);
    const table = await save("Parquet (DuckDB, ClickHouse)", of);
    expect(table.name).toBe("log-events_service-TTS_-level-error.parquet");
    expect([table.text.slice(0, 4), table.text.slice(-4)]).toEqual(["PAR1", "PAR1"]);
    expect(table.text.match(/\{"timestamp":"/g)).toHaveLength(count);
    await page.getByText("How to load the file").click();
    const command = page.getByRole("region", { name: "Load command" });
    await expect.element(command).toMatchTextContent(/curl .*--data-binary .*logs-audiokit-default\/_bulk/);
    await page.getByRole("radio", { name: "DuckDB", exact: true }).click();
    await expect
      .element(command)
      .toMatchTextContent(/^duckdb -c .*FROM 'log-events_service-TTS_-level-error\.parquet'/);
    await page.getByRole("switch", { name: /gzip/i }).click();
    await page.getByRole("radio", { name: "Loki", exact: true }).click();
    await expect
      .element(command)
      .toMatchTextContent(/^gzip -dc 'log-events_service-TTS_-level-error_loki\.ndjson\.gz'/);
    // A table is read at several places, so it is not packed.
    expect((await save("Parquet (DuckDB, ClickHouse)", of)).text.slice(0, 4)).toBe("PAR1");
  });

  it("refuses a file for another system that holds a secret in use", async () => {
    const token = "secret-token-0123456789";
    const note = { ...log[0]!, level: "INFO" as const, event: "system_note", message: `it was ${token}` };
    const { secrets } = await open([note], "/logs?view=events");
    secrets.learn("token", token);
    const names = [
      "Elasticsearch, OpenSearch (ECS)",
      "Splunk (HEC)",
      "Grafana Loki (push)",
      "OpenTelemetry (OTLP JSON)",
      "Parquet (DuckDB, ClickHouse)",
    ];
    for (const name of names) {
      await page.getByRole("button", { name: `Save ${name} (For other systems)`, exact: true }).click();
      await expect.element(page.getByText(/^Not saved: log-events.* holds a secret in use/)).toBeVisible();
    }
  });

  it("applies the redaction rules that are on, says so, and saves as it is without them", async () => {
    const data = { last_name: "Петров" };
    const note = {
      ...log[0]!,
      level: "INFO" as const,
      event: "system_note",
      message: "write to ivan@example.com",
      data,
    };
    const { preferences, store } = await open([note, note], "/logs?view=events");
    expect(page.getByRole("switch", { name: /redaction rules/ }).elements()).toEqual([]);
    preferences.update({ redactionRules: { sets: ["email", "fields"], own: [] } });
    const apply = page.getByRole("switch", { name: "Apply redaction rules (2 on)" });
    await expect.element(apply).toBeChecked();
    await expect.element(page.getByText(/count as changed when the file is compared with its chain/)).toBeVisible();
    const whole = await (await store.exportPart("tts_structured.jsonl", 0)).text();
    const clean = (text: string) => text.replaceAll("ivan@example.com", "[email]").replaceAll("Петров", "[personal]");
    expect((await save("Console JSONL")).text).toBe(clean(whole));
    await expect.element(page.getByText("Redaction rules took out 4 matches.")).toBeVisible();
    for (const form of ["Splunk (HEC)", "Parquet (DuckDB, ClickHouse)"]) {
      const { text } = await save(form, "For other systems");
      expect(text).not.toMatch(/ivan@example|Петров/);
      expect(text).toContain("write to [email]");
    }
    for (const form of ["CSV, all fields", "Text"]) {
      const { text } = await save(form);
      expect(text).not.toMatch(/ivan@example|Петров/);
      expect(text).toContain("write to [email]");
    }
    await apply.click();
    // Behind it stand the saves, which are logged.
    expect((await save("Console JSONL")).text.slice(0, whole.length)).toBe(whole);
    expect(page.getByText(/^Redaction rules took out/).elements()).toEqual([]);
  });

  it("offers no part of the log that is empty, and nothing of an empty view", async () => {
    await open([{ ...log[0]!, level: "INFO", event: "system_note" }], "/logs?view=events&q=nothing:*");
    await expect.element(page.getByRole("button", { name: "Save tts_structured.jsonl", exact: true })).toBeVisible();
    expect(page.getByRole("button", { name: /^Save tts_errors/ }).elements()).toEqual([]);
    expect(page.getByText("What is shown").elements()).toEqual([]);
  });
});
