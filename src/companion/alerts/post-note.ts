import type { AlertDelivery, AlertNote } from "../../wire/alert-note.ts";

/** A webhook answers within so many milliseconds, or not at all. */
const timeoutMs = 5_000;

/**
 * Posts a note to every webhook: the note as JSON, with `text` for chat systems. Never rejects. Redirects are not followed, and
 * nothing of an answer but its status is looked at.
 */
export async function postNote(
  note: AlertNote,
  webhooks: readonly string[],
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<AlertDelivery> {
  const body = JSON.stringify({ text: textOf(note), ...note });
  const problems = await Promise.all(webhooks.map((url) => post(url, body, fetch)));
  const failed = problems.flatMap((problem, index) =>
    problem === undefined ? [] : [{ host: new URL(webhooks[index]!).host, problem }],
  );
  return { delivered: webhooks.length - failed.length, failed };
}

async function post(url: string, body: string, fetch: typeof globalThis.fetch): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `HTTP ${String(response.status)}`;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return (error as Error).name === "TimeoutError" ? "no answer" : (cause?.code ?? "unreachable");
  }
}

function textOf({ status, rule, value, rows, link }: AlertNote): string {
  const measured = status === "firing" && value !== null ? ` (${String(value)}, of ${String(rows)} rows)` : "";
  return `${status === "firing" ? "Alert" : "Alert ended"}: ${rule}${measured} ${link}`;
}
