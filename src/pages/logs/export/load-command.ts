import type { SystemName } from "./system-items.ts";

/** How a body is sent: its lines in one request, headers beside it, and where to. */
interface Receiver {
  linesAtOnce: number;
  headers: string[];
  url: string;
}

const receivers: Record<Exclude<SystemName, "parquet">, Receiver> = {
  // Two lines for each record; Elasticsearch takes 100 MB at once, and is quickest with 5 to 15.
  elasticsearch: {
    linesAtOnce: 10_000,
    headers: ["Content-Type: application/x-ndjson", "Authorization: ApiKey $ES_API_KEY"],
    url: "http://localhost:9200/logs-audiokit-default/_bulk?filter_path=errors,items.*.error",
  },
  splunk: {
    linesAtOnce: 1_000,
    headers: ["Authorization: Splunk $SPLUNK_HEC_TOKEN"],
    url: "https://localhost:8088/services/collector/event",
  },
  // A line is a request, here and below.
  loki: { linesAtOnce: 1, headers: ["Content-Type: application/json"], url: "http://localhost:3100/loki/api/v1/push" },
  otlp: { linesAtOnce: 1, headers: ["Content-Type: application/json"], url: "http://localhost:4318/v1/logs" },
};

/**
 * The command that loads a saved file into a system: for sh, with what every Unix has beside `curl` (7.76 or later), or with `duckdb`.
 * The file is sent in parts; one that was not taken stays beside it.
 *
 * @param name of the file, of letters, digits, dots and dashes only; packed where it ends with `.gz`
 */
export function loadCommand(system: SystemName, name: string): string {
  if (system === "parquet") {
    const sql = `SELECT service, outcome, count(*) AS events, quantile_cont(duration_ms, 0.95) AS p95_ms FROM '${name}' GROUP BY ALL`;
    return `duckdb -c "${sql}"`;
  }
  const { linesAtOnce, headers, url } = receivers[system];
  const parts = `${name.replace(/\.gz$/, "")}.part-`;
  const split = `split -a 4 -l ${String(linesAtOnce)}`;
  const cut = name.endsWith(".gz") ? `gzip -dc '${name}' | ${split} - '${parts}'` : `${split} '${name}' '${parts}'`;
  const options = headers.map((header) => `-H "${header}"`).join(" ");
  const send = `curl -sS --fail-with-body ${options} --data-binary "@$part" "${url}" && rm "$part"`;
  return `${cut}\nfor part in '${parts}'*; do ${send}; done`;
}
