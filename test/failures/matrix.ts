import type { LogEvent } from "../../src/logging/log-event.ts";

/** One line of the matrix that the run prints. */
export interface MatrixLine {
  cause: string;
  title: string;
  /** What the client was told, without a diagnosis. */
  seen: string;
  /** What was named outside a browser. */
  client: string;
  /** How it was met on the page, and what the page made of it. */
  page: string;
}

/** What a client is told about a call: the status and the first words. */
export function seenIn({ event, error }: LogEvent): string {
  return error ? `${error.error_type} ${shortened(error.error_message)}` : event;
}

/** One line of what was said; of Envoy's words only those that differ from failure to failure. */
export function shortened(words: string): string {
  const reason = /\[[A-Z,]+\] (?:TLS_error:\|\d+:SSL_routines:OPENSSL_internal:)?[^{]*/.exec(words)?.[0];
  return (reason ?? words).replaceAll(/\s+/g, " ").slice(0, 90);
}

/** The matrix as a table of text: cause, scene, what was seen, diagnosis of the client, the page. */
export function renderMatrix(lines: MatrixLine[]): string {
  const rows = lines.map(({ cause, title, seen, client, page }) => [cause, title, seen, client, page]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")).join("\n");
}
