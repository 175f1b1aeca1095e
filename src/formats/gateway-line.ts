import type { RecordReading } from "./record-reading.ts";

/** Event of a gateway's line about a call that the console logs too: it is neither its start nor its end. */
export const gatewayEvent = "gateway_request";

/** Request IDs of the console. */
const ownId = /^req_\d{1,20}_\d{4}/;

/**
 * The reading of a line of an access log beside a log of the console.
 *
 * One about a call of the console is no other call: its outcome and duration are those that the console saw, and the gateway's
 * duration stands under `data`. One about no call of the platform, such as a file of the page, is no call at all: the ID that
 * the gateway gave it stands in its original only.
 */
export function asGatewayLine(reading: RecordReading): RecordReading {
  const { kind, within = kind, fields } = reading;
  const { request_id: requestId, duration_ms: durationMs, ...rest } = fields;
  if ((within !== "envoy" && within !== "clf") || requestId === undefined) return reading;
  if (!ownId.test(requestId)) {
    if (fields.event !== undefined) return reading;
    return { ...reading, fields: { ...rest, ...(durationMs !== undefined && { duration_ms: durationMs }) } };
  }
  const data = durationMs === undefined ? fields.data : { ...fields.data, gateway_duration_ms: durationMs };
  return { ...reading, fields: { ...rest, request_id: requestId, event: gatewayEvent, ...(data && { data }) } };
}
