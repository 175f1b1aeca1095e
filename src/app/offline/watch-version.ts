import { trustedWorkerUrl } from "../../basics/worker-maker.ts";
import type { Logger } from "../../logging/logger.ts";
import type { NewVersion } from "./new-version.svelte.ts";

/**
 * Has this page copied by its service worker, and asks for a new version when a person comes back to it. Never rejects.
 *
 * @param asset URL of any file in `assets/`, which lies beside the worker
 */
export async function watchVersion(
  version: NewVersion,
  asset: string,
  logger: Pick<Logger, "logSystemEvent">,
): Promise<void> {
  const scope = new URL("..", new URL(asset, location.href)).href;
  const pageScript = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src ?? "";
  // Absent where the page was served without encryption by another machine.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (container === undefined) return;
  const worker = trustedWorkerUrl(new URL("offline-worker.js", scope).href);
  try {
    await version.watch({ container, worker, scope, pageScript, reload: () => location.reload() });
  } catch (error) {
    logger.logSystemEvent("offline_copy_failed", "The page is not copied, so it needs its server", {
      reason: String(error),
    });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") version.ask();
  });
}
