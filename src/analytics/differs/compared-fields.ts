/** Fields that name a row, or say again what other fields say. */
const names =
  /^(request_id|server_request_id|seq|message|timestamp|event|level|outcome|error_group|pattern|original(_text|_base64)?(\.|$))/;
/** What is known only after a call has ended. */
const consequences =
  /^((?:error|diagnosis)(\.|$)|error_diagnosis$|duration_ms$|response_size_bytes$|response_data\.|success$)/;
/** How much work a call was, although only its end says so. */
const sizes = /^response_data\.audio_seconds$/;

/**
 * Whether a field may be named as what differs. What names a row, and what a failure or a long duration brings with it, is
 * no reason of it. The time is compared as a field of its own, except where the groups are before and after a moment.
 *
 * @param comparison what the groups are compared for
 */
export function isComparedField(path: string, comparison: "failing" | "slow" | "after" | "query"): boolean {
  if (path === "timestamp") return comparison !== "after";
  if (names.test(path)) return false;
  if (comparison === "failing") return !consequences.test(path);
  if (comparison === "slow") return !consequences.test(path) || sizes.test(path);
  return true;
}
