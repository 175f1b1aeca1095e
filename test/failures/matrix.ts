import type { LogEvent } from "../../src/logging/log-event.ts";

/** One line of the matrix that the run prints. */
export interface MatrixLine {
  cause: string;
  title: string;
  /** Status and message of the client's error, without a diagnosis. */
  seen: string;
  /** Diagnosis outside a browser. */
  client: string;
  /** Steps and diagnosis on the page. */
  page: string;
}

/** Status of a call, and the beginning of its message. */
export function seenIn({ event, error }: LogEvent): string {
  return error ? `${error.error_type} ${shortened(error.error_message)}` : event;
}

/** A message on one line; of Envoy's text only the part that differs between failures. */
export function shortened(words: string): string {
  const reason = /\[[A-Z,]+\] (?:TLS_error:\|\d+:SSL_routines:OPENSSL_internal:)?[^{]*/.exec(words)?.[0];
  return (reason ?? words).replaceAll(/\s+/g, " ").slice(0, 90);
}

/** The matrix as a table: cause, scenario, observed error, diagnosis of the client, diagnosis on the page. */
export function renderMatrix(lines: MatrixLine[]): string {
  const rows = lines.map(({ cause, title, seen, client, page }) => [cause, title, seen, client, page]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")).join("\n");
}
