import { overviewQueries } from "./overview-queries.ts";

const range = "24h";
const block = (language: string, text: string) => ["```" + language, text, "```", ""];

/** The document with the numbers of the page Overview as questions to Loki and Elasticsearch. */
export function queriesPage(): string {
  const sections = overviewQueries.flatMap(({ title, differs, logQl, elastic }) => [
    ...[`## ${title}`, ""],
    ...(differs === undefined ? [] : [differs, ""]),
    ...block("logql", logQl(range)),
    ...block("json", JSON.stringify(elastic(range))),
  ]);
  return (
    [
      ...["# The Overview as queries", ""],
      "Each number of the page Overview over the last 24 hours: for Loki (LogQL), and for Elasticsearch as the body of",
      "`GET logs-audiokit-default/_search`. Calls that the console makes by itself are left out, as on the page. This page is written by",
      "`npm run deploy:write`.",
      "",
      ...sections,
    ]
      .join("\n")
      .trimEnd() + "\n"
  );
}
