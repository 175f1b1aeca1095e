import type { LiveSecrets } from "../basics/live-secrets.ts";
import type { Metrics } from "../metrics/metric.ts";
import type { OtlpTarget } from "./otlp/otlp-target.ts";
import type { FromShipping, ShippingTargets, ToShipping } from "./ship-messages.ts";

/** Shipping, as seen from the page. */
export interface RemoteShipping {
  /** Ships to these, and to no others. No worker is started before there is one. */
  follow(targets: ShippingTargets): void;
  /** A folder was chosen or permitted again; undefined: it is forgotten. */
  chooseFolder(handle: FileSystemDirectoryHandle | undefined): void;
  /** Sends one record that is not in the log; what came of it comes as a message. */
  test(target: OtlpTarget, sessionId: string): void;
  /** What is waiting leaves at once: the page may be gone soon. */
  flush(): void;
}

/** What the page is told. */
export type ShippingNotice = Exclude<FromShipping, { kind: "measure" }>;

/** What the page gives. */
export interface RemoteShippingOptions {
  /** Makes the worker of `src/ship-worker.ts`; a parameter, because the page owns the Trusted Types policy. */
  createWorker: () => Worker;
  /** What leaves is scanned for these. */
  secrets: Pick<LiveSecrets, "subscribe">;
  /** The metrics of the log now; undefined while it is empty. */
  measure: () => Promise<Metrics | undefined>;
  onMessage: (message: ShippingNotice) => void;
  /** Called when the worker ends by itself. */
  onFailure: (reason: string) => void;
  /** Name of the log's database. Default `audiokit-log`. */
  log?: string;
}

/** Creates it; nothing is loaded before the first destination. */
export function createRemoteShipping({
  createWorker,
  secrets,
  measure,
  onMessage,
  onFailure,
  log = "audiokit-log",
}: RemoteShippingOptions): RemoteShipping {
  let worker: Worker | undefined;

  function started(): Worker {
    if (worker) return worker;
    const made = (worker = createWorker());
    made.onmessage = ({ data }: MessageEvent<FromShipping>) => {
      if (data.kind === "measure") void answerMeasure(made);
      else onMessage(data);
    };
    made.onerror = ({ message }) => onFailure(message || "the worker that ships did not start");
    post(made, { kind: "open", log });
    secrets.subscribe((of, values) => post(made, { kind: "secrets", of, values }));
    return made;
  }

  async function answerMeasure(to: Worker): Promise<void> {
    // A log that cannot be counted now has nothing to say; it is asked again.
    post(to, { kind: "metrics", metrics: await measure().catch(() => undefined) });
  }

  const post = (to: Worker, message: ToShipping) => to.postMessage(message);
  return {
    follow(targets) {
      if (worker === undefined && Object.keys(targets).length === 0) return;
      post(started(), { kind: "targets", targets });
    },
    chooseFolder: (handle) => post(started(), { kind: "pickedFolder", handle }),
    test: (target, sessionId) => post(started(), { kind: "test", target, sessionId }),
    flush() {
      if (worker) post(worker, { kind: "flush" });
    },
  };
}
