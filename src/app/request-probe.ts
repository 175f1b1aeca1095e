import { anySignal } from "../basics/abort.ts";
import { probePath } from "../wire/paths.ts";
import type { ProbeReport } from "../wire/probe-report.ts";

/** Has the companion probe the configured platform; undefined when there is none, or the companion does not answer. */
export async function requestProbe(
  fetch: (url: URL, init: RequestInit) => Promise<Response>,
  origin: string,
  signal?: AbortSignal,
): Promise<ProbeReport | undefined> {
  try {
    const answer = await fetch(new URL(probePath, origin), {
      cache: "no-store",
      signal: anySignal(signal, AbortSignal.timeout(60_000)),
    });
    return answer.ok ? (((await answer.json()) as ProbeReport | null) ?? undefined) : undefined;
  } catch {
    // Without a companion nothing can probe.
    return undefined;
  }
}
