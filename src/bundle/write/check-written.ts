import * as v from "valibot";
import { maxBundleBytes, maxBytesOf, maxParts } from "../bundle-limits.ts";
import { issueText } from "../read/read-manifest.ts";

/** A part as it is about to be packed. */
interface SizedPart {
  path: string;
  sizeBytes: number;
}

/**
 * Checks a part of JSON before it is written, as its reader will, so that it is the sender who gets the error.
 *
 * @param text as it is written
 * @throws RangeError with the field that is wrong
 */
export function checkWritten(path: string, text: string, schema: v.GenericSchema): void {
  const { success, issues } = v.safeParse(schema, JSON.parse(text));
  if (!success) throw new RangeError(`${path}: ${issueText(issues[0])}`);
}

/**
 * Checks that a reader takes so many parts, so large ones.
 *
 * @param parts with the manifest
 * @throws RangeError with the part that is too large
 */
export function checkSizes(parts: readonly SizedPart[]): void {
  for (const { path, sizeBytes } of parts) refuseAbove(path, sizeBytes, maxBytesOf(path), "bytes");
  refuseAbove("bundle", parts.length, maxParts, "parts");
  refuseAbove("bundle", parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0), maxBundleBytes, "bytes"); // prettier-ignore
}

function refuseAbove(what: string, count: number, most: number, unit: string): void {
  if (count > most) throw new RangeError(`${what}: ${String(count)} ${unit}; at most ${String(most)} are read`);
}
