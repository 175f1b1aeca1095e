import { trustedWorkerUrl } from "../../basics/worker-maker.ts";
import type { Logger } from "../../logging/logger.ts";
import type { ToOfflineWorker } from "../../offline/messages.ts";
import type { NewVersion } from "./new-version.svelte.ts";

/** The browser is asked for a new version at most this often, in milliseconds. */
const askEveryMs = 60 * 60_000;
/** A worker that does not answer within so many milliseconds is taken for one of another version. */
const answerMs = 5_000;

/**
 * Has this page copied by its service worker, so that it starts without its server, and watches for a newer version: also when a
 * person comes back to the page, at most once an hour. Never rejects; where the browser keeps no copies, as in a private window, it
 * is logged.
 *
 * @param asset URL of any file in `assets/`, which lies beside the worker
 */
export async function watchVersion(
  version: NewVersion,
  asset: string,
  logger: Pick<Logger, "logSystemEvent">,
): Promise<void> {
  // Absent where the page was served without encryption by another machine.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (container === undefined) return;
  const scope = new URL("..", new URL(asset, location.href)).href;
  try {
    const worker = trustedWorkerUrl(new URL("offline-worker.js", scope).href);
    await container.register(worker, { scope, updateViaCache: "none" });
    const registration = await container.getRegistration(scope);
    if (registration !== undefined) await follow(version, container, registration);
  } catch (error) {
    const reason = String(error);
    logger.logSystemEvent("offline_copy_failed", "The page is not copied, so it needs its server", { reason });
  }
}

async function follow(
  version: NewVersion,
  container: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
): Promise<void> {
  // Its name tells the version of the page.
  const pageScript = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src ?? "";
  let isTaken = false;
  version.take = () => {
    if (!registration.waiting) return location.reload();
    isTaken = true;
    say(registration.waiting, { is: "activate" });
  };
  const look = async (): Promise<void> => {
    const { waiting } = registration;
    if (waiting === null) return;
    // The person has reloaded the page since it came: nothing changes for them.
    if (await holds(waiting, pageScript)) say(waiting, { is: "activate" });
    else version.isReady = true;
  };
  const lookWhenInstalled = (): void => {
    registration.installing?.addEventListener("statechange", () => void look());
  };
  registration.addEventListener("updatefound", lookWhenInstalled);
  // One may have been found before this was loaded.
  lookWhenInstalled();
  container.addEventListener("controllerchange", () => {
    if (isTaken) location.reload();
    // Taken in another tab.
    else if (container.controller) void holds(container.controller, pageScript).then((is) => (version.isReady ||= !is));
  });
  let askedAtMs = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" || Date.now() - askedAtMs < askEveryMs) return;
    askedAtMs = Date.now();
    // Without a server there is none.
    void registration.update().catch(() => undefined);
  });
  await look();
}

function say(worker: ServiceWorker, message: ToOfflineWorker, ports: Transferable[] = []): void {
  worker.postMessage(message, ports);
}

/** Whether the worker has the script of this page. */
function holds(worker: ServiceWorker, url: string): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((answer) => {
    const timer = setTimeout(() => answer(false), answerMs);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      port1.close();
      answer(data === true);
    };
    say(worker, { is: "holds", url }, [port2]);
  });
}
