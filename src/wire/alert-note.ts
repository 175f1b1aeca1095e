/** Where the page posts an `AlertNote` for the companion's webhooks; the response is an `AlertDelivery` as JSON. */
export const alertWebhookPath = "/alert-webhook";

/** An alert that fires or has ended, as it is passed on. It holds no secret and no content of a call. */
export interface AlertNote {
  status: "firing" | "resolved";
  /** Name of the rule. */
  rule: string;
  severity: "info" | "warning" | "critical";
  /** Which rows it looks at, in the language of the log explorer. */
  query: string;
  /** The measurement in the unit of the rule; null where there is none. */
  value: number | null;
  threshold: number;
  /** Rows that the measurement rests on. */
  rows: number;
  /** ISO 8601; when it fired or ended. */
  at: string;
  /** The page of the rule. */
  link: string;
}

/** What became of a note. */
export interface AlertDelivery {
  delivered: number;
  /** Host and reason of each webhook that did not take it; the rest of an address may be secret. */
  failed: { host: string; problem: string }[];
}

/** Longest text of a note, in characters. */
export const maxNoteText = 4_000;

/** Whether something is a note and nothing else. */
export function isAlertNote(value: unknown): value is AlertNote {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const {
    status,
    rule,
    severity,
    query,
    value: measured,
    threshold,
    rows,
    at,
    link,
    ...rest
  } = value as Record<string, unknown>;
  return (
    Object.keys(rest).length === 0 &&
    (status === "firing" || status === "resolved") &&
    (severity === "info" || severity === "warning" || severity === "critical") &&
    [rule, query, at, link].every((text) => typeof text === "string" && text.length <= maxNoteText) &&
    (measured === null || Number.isFinite(measured)) &&
    Number.isFinite(threshold) &&
    Number.isFinite(rows)
  );
}
