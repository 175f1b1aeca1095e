import { createLiveSecrets } from "../../src/basics/live-secrets.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { createOtlpDestination } from "../../src/shipping/otlp/otlp-destination.ts";
import { emptyOutboxState, type OutboxState } from "../../src/shipping/outbox/outbox-state.ts";
import { runOutbox, type OutboxOptions } from "../../src/shipping/outbox/run-outbox.ts";
import type { ShippingCursor } from "../../src/shipping/shipping-store.ts";
import { defaultLogLimits } from "../../src/store/log-store.ts";
import { shippedLog } from "../support/shipped-log.ts";
import { shippingTarget } from "./shipping-target.ts";

/**
 * Ships events as a browser does, whose log has them, until everything is sent.
 *
 * @param pause between two tries. Default: as long as the outbox wants
 * @returns each state of the outbox, the last one at the end
 */
export async function shipLog(
  endpoint: string,
  events: LogEvent[],
  pause?: OutboxOptions["pause"],
): Promise<OutboxState[]> {
  const log = shippedLog(defaultLogLimits);
  await log.write(events);
  let cursor: ShippingCursor | undefined;
  const abort = new AbortController();
  const states = [emptyOutboxState()];
  const destination = createOtlpDestination({
    log: log.positions,
    store: { cursor: async () => cursor, setCursor: async (_, noted) => void (cursor = noted) },
    target: shippingTarget(endpoint),
    secrets: createLiveSecrets(),
  });
  await runOutbox(destination, {
    grown: async () => abort.abort(),
    onState: (state) => void states.push(state),
    signal: abort.signal,
    ...(pause && { pause }),
  });
  return states;
}
