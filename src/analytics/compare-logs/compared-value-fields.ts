import { isComparedField } from "../differs/compared-fields.ts";

/** Most values of a field whose values are compared. */
export const mostValues = 40;

/** What names a call, its session, its words or its log is another in every log; service, operation and address say the same. */
const ofEach =
  /((^|[._])(id|text|transcript|hash|key|token|sha256|file|name_hash)|_(at|ms|bytes|seconds|length)|^(service|operation|initiator|endpoint|source|success|request_data\.service))$/;

/** Whether the values of a field of calls are compared: a dimension, such as voice, model or language, that calls are asked with. */
export function isComparedValueField(path: string): boolean {
  return path !== "timestamp" && isComparedField(path, "failing") && !ofEach.test(path);
}
