import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { learnSent } from "../transport/scrub-responses.ts";
import type { ArchiveFetch } from "./archive-response.ts";

/**
 * A fetch of the archive that learns the secrets it sends, and takes secrets out of the text of a refusal before anybody
 * cuts, logs or shows it.
 */
export function scrubRefusals(secrets: LiveSecrets, fetch: ArchiveFetch): ArchiveFetch {
  const { scrub } = secrets;
  return async (url, init) => {
    learnSent(new Headers(init.headers), secrets);
    const response = await fetch(url, init);
    if (response.ok) return response;
    const { status, headers, statusText } = response;
    // Some statuses allow no body, not even an empty one.
    const body = scrub(await response.text()) || null;
    return new Response(body, { status, headers, statusText: scrub(statusText) });
  };
}
