import type { LogSource } from "../../app/page-log/log-source.ts";

/** Reads the paths of all fields of a log, until the returned function is called. A log that cannot be read has none. */
export function readFieldPaths(source: Pick<LogSource, "explore">, onread: (paths: string[]) => void): () => void {
  const abort = new AbortController();
  const all = { view: "events", query: { is: "all" }, range: {}, hasOwnCalls: true } as const;
  source.explore({ ...all, facets: [] }, abort.signal).then(
    ({ fields }) => onread(fields.map(({ path }) => path)),
    () => undefined,
  );
  return () => abort.abort();
}
