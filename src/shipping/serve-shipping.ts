import { createLiveSecrets } from "../basics/live-secrets.ts";
import type { Metrics } from "../metrics/metric.ts";
import type { LogPositions } from "../store/log-positions.ts";
import { createCompanionFolder } from "./folder/companion-folder.ts";
import { folderPermission } from "./folder/folder-permission.ts";
import { createFolderDestination } from "./folder/folder-destination.ts";
import { createPickedFolder } from "./folder/picked-folder.ts";
import { createOtlpDestination } from "./otlp/otlp-destination.ts";
import type { OtlpTarget } from "./otlp/otlp-target.ts";
import { shipMetrics, type MetricsState } from "./otlp/ship-metrics.ts";
import { sendTestRecord } from "./otlp/send-test-record.ts";
import type { Destination } from "./outbox/destination.ts";
import { followGrowth, type LogGrowth } from "./outbox/log-growth.ts";
import { emptyOutboxState, type OutboxState } from "./outbox/outbox-state.ts";
import { runOutbox } from "./outbox/run-outbox.ts";
import {
  destinationNames,
  type DestinationName,
  type FromShipping,
  type ShippingTargets,
  type ToShipping,
} from "./ship-messages.ts";
import type { ShippingStore } from "./shipping-store.ts";

/** What the worker that ships is made of. */
export interface ShippingParts {
  openLog(name: string): LogPositions;
  openStore(): Promise<ShippingStore>;
}

/** The worker's end of the channel to its page. */
export interface ShippingPort {
  postMessage(message: FromShipping): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToShipping>) => void): void;
}

const fetchHere = globalThis.fetch.bind(globalThis);

/** How long more events are waited for, in milliseconds: a chosen folder writes its whole file anew each time. */
const delaysMs: Record<DestinationName, number> = { companionFolder: 200, pickedFolder: 5_000, otlp: 2_000 };

/** What was opened once, with the first destination. */
interface Opened {
  log: LogPositions;
  store: ShippingStore;
  profile: string;
}

/** An outbox under way. */
interface Running {
  /** With what it was begun, as JSON: another one begins it anew. */
  target: string;
  growth: LogGrowth;
  abort: AbortController;
}

/** Ships the log for one page until the worker ends; of all tabs, one at a time ships to each destination. */
export function serveShipping(port: ShippingPort, { openLog, openStore }: ShippingParts): void {
  const secrets = createLiveSecrets();
  const running = new Map<DestinationName, Running>();
  let name = "";
  let targets: ShippingTargets = {};
  let opening: Promise<Opened> | undefined;
  let measured = Promise.withResolvers<Metrics | undefined>();

  port.addEventListener("message", ({ data }) => {
    if (data.kind === "open") name = data.log;
    else if (data.kind === "secrets") secrets.learn(data.of, ...data.values);
    else if (data.kind === "flush") for (const { growth } of running.values()) growth.flush();
    else if (data.kind === "metrics") measured.resolve(data.metrics);
    else if (data.kind === "test") void test(data.target, data.sessionId);
    else if (data.kind === "targets") {
      targets = data.targets;
      for (const destination of destinationNames) follow(destination);
    } else void chooseFolder(data.handle);
  });

  function open(): Promise<Opened> {
    opening ??= openStore().then(async (store) => ({ log: openLog(name), store, profile: await store.profile() }));
    opening.catch(() => (opening = undefined));
    return opening;
  }

  async function chooseFolder(handle: FileSystemDirectoryHandle | undefined): Promise<void> {
    await (await open()).store.setFolder(handle);
    running.get("pickedFolder")?.abort.abort();
    running.delete("pickedFolder");
    follow("pickedFolder");
  }

  function follow(destination: DestinationName): void {
    const target = JSON.stringify(targets[destination]);
    const before = running.get(destination);
    if (before?.target === target) return;
    before?.abort.abort();
    running.delete(destination);
    if (target === undefined) return;
    const growth = followGrowth(name, { delayMs: delaysMs[destination] });
    const abort = new AbortController();
    running.set(destination, { target, growth, abort });
    void ship(destination, growth, abort.signal).finally(() => growth.close());
  }

  function measure(): Promise<Metrics | undefined> {
    measured = Promise.withResolvers();
    port.postMessage({ kind: "measure" });
    return measured.promise;
  }

  async function test(target: OtlpTarget, sessionId: string): Promise<void> {
    port.postMessage({
      kind: "tested",
      outcome: await sendTestRecord(sessionId, { target, secrets, fetch: fetchHere }),
    });
  }

  async function ship(destination: DestinationName, growth: LogGrowth, signal: AbortSignal): Promise<void> {
    const onState = (state: OutboxState) => {
      if (!signal.aborted) port.postMessage({ kind: "state", destination, state });
    };
    onState(emptyOutboxState());
    const run = async () => {
      const made = await makers[destination](await open(), targets);
      if (made === undefined) return;
      if (destination === "otlp") void shipMeasured(targets.otlp!, signal);
      await runOutbox(made, { grown: growth.grown, onState, signal });
    };
    try {
      // An insecure context has no locks; folders and collectors know what they have.
      if (navigator.locks === undefined) await run();
      else await navigator.locks.request(`audiokit-shipping ${destination}`, { signal }, run);
    } catch (error) {
      const nowMs = Date.now();
      const problem = { reason: String(error), sinceMs: nowMs, nextTryMs: nowMs };
      onState({ ...emptyOutboxState(), is: "stopped", problem });
    }
  }

  async function shipMeasured(target: OtlpTarget, signal: AbortSignal): Promise<void> {
    if (!target.hasMetrics) return;
    const onState = (state: MetricsState) => port.postMessage({ kind: "metrics", state });
    const { profile } = await open();
    await shipMetrics({ target, profile, secrets, fetch: fetchHere, measure, onState }, signal);
  }

  /** Undefined where a person has to do something first, which the page is told. */
  const makers: Record<DestinationName, (opened: Opened, given: ShippingTargets) => Promise<Destination | undefined>> =
    {
      async companionFolder({ log, profile }, { companionFolder }) {
        return createFolderDestination({
          log,
          folder: createCompanionFolder(companionFolder!, profile),
          profile,
          secrets,
        });
      },
      async otlp({ log, store }, { otlp }) {
        return createOtlpDestination({ log, store, target: otlp!, secrets });
      },
      async pickedFolder({ log, profile, store }) {
        const handle = await store.folder();
        const folder = handle && { handle, permission: await folderPermission(handle) };
        port.postMessage({ kind: "pickedFolder", folder });
        if (folder?.permission !== "granted") return undefined;
        return createFolderDestination({ log, folder: createPickedFolder(folder.handle, profile), profile, secrets });
      },
    };
}
