import type { ToOfflineWorker } from "../../offline/messages.ts";

/** The browser is asked for a new version at most this often, in milliseconds. */
const askEveryMs = 60 * 60_000;
/** A worker that does not answer within so many milliseconds is taken for one of another version. */
const answerMs = 5_000;

/** What the page and its copy are registered from. */
export interface OfflineCopy {
  container: ServiceWorkerContainer;
  /** URL of the worker, as Trusted Types want it. */
  worker: string;
  /** URL of the folder of the page. */
  scope: string;
  /** URL of the page's own script: its name tells the version. */
  pageScript: string;
  reload: () => void;
}

/** A newer version of the page. It is never taken by itself: a person reloads the page, or says so where it is offered. */
export class NewVersion {
  /** Whether one is there. */
  isReady = $state(false);
  #isTaken = false;
  #registration: ServiceWorkerRegistration | undefined;
  #reload: () => void = () => undefined;
  #askedAtMs = Date.now();

  /**
   * Has the page copied, so that it starts without its server, and watches for a newer version.
   *
   * @throws whatever the browser says where it keeps no copies, as in a private window
   */
  async watch({ container, worker, scope, pageScript, reload }: OfflineCopy): Promise<void> {
    this.#reload = reload;
    await container.register(worker, { scope, updateViaCache: "none" });
    const registration = (this.#registration = await container.getRegistration(scope));
    if (registration === undefined) return;
    const look = async (): Promise<void> => {
      const { waiting } = registration;
      if (waiting === null) return;
      // The person has reloaded the page since it came: nothing changes for them.
      if (await holds(waiting, pageScript)) say(waiting, { is: "activate" });
      else this.isReady = true;
    };
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", () => void look());
    });
    container.addEventListener("controllerchange", () => {
      if (this.#isTaken) reload();
      // Taken in another tab.
      else if (container.controller) void holds(container.controller, pageScript).then((is) => (this.isReady ||= !is));
    });
    await look();
  }

  /** Asks the server for a new version, at most once an hour. */
  readonly ask = (nowMs = Date.now()): void => {
    if (nowMs - this.#askedAtMs < askEveryMs) return;
    this.#askedAtMs = nowMs;
    // Without a server there is none.
    void this.#registration?.update().catch(() => undefined);
  };

  /** Offers it no more, until there is another one or the page is loaded again. */
  readonly putOff = (): void => void (this.isReady = false);

  /** Starts the newer version: the page is loaded again. */
  readonly take = (): void => {
    const waiting = this.#registration?.waiting;
    if (!waiting) return this.#reload();
    this.#isTaken = true;
    say(waiting, { is: "activate" });
  };
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
