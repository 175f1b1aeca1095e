import { otlpAttributes } from "../../basics/otlp-value.ts";
import type { LogEvent } from "../../logging/log-event.ts";

/** Whose records are sent, and how they lead back. */
export interface OtlpSource {
  /** Version of the console. */
  version: string;
  /** Name of the deployment, such as `production`; empty: not told. */
  deployment: string;
  /** The absolute address of the page about a call. */
  requestUrl: (requestId: string) => string;
}

const name = "audiokit-console";

/**
 * The resource of one page load, which is `service.instance.id`. Nothing else of a record stands here: Loki makes a label of each of
 * its fields, and a label with as many values as there are calls would be too many streams.
 */
export function otlpResource(sessionId: string, { version, deployment }: OtlpSource) {
  return {
    attributes: otlpAttributes({
      "service.name": name,
      "service.version": version,
      "service.instance.id": sessionId,
      ...(deployment !== "" && { "deployment.environment.name": deployment }),
    }),
  };
}

/** The scope of every record: who made it. */
export const otlpScope = ({ version }: OtlpSource) => ({ name, version });

/** Records by page load, in the order in which each first appears. */
export function bySession<Item>(items: readonly Item[], eventOf: (item: Item) => LogEvent): [string, Item[]][] {
  return [...Map.groupBy(items, (item) => eventOf(item).session_id)];
}

/** What a log record and a span say of a call beside its own fields: the address of its page, by which a person comes back to it. */
export function callLink(requestId: string | undefined, { requestUrl }: OtlpSource): Record<string, string> {
  return requestId === undefined ? {} : { [requestUrlName]: requestUrl(requestId) };
}

/** Name of that address. `url.full` is not it: that is the address which a request was sent to. */
export const requestUrlName = "audiokit.request.url";
