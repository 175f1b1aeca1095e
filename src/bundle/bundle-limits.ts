import { partPaths } from "./manifest.ts";

const megabyteBytes = 1024 * 1024;

/** Most parts of a bundle, its manifest among them. */
export const maxParts = 2_000;
/** Most bytes of all parts, unpacked. */
export const maxBundleBytes = 2048 * megabyteBytes;
/** How many times larger a part may be than it is packed; logs of equal lines come to about a hundred. */
export const maxRatio = 250;
/** Parts up to this size may have any ratio: a thousand blanks pack to a few bytes. */
export const freeRatioBytes = megabyteBytes;

const maxPartBytes: Record<string, number> = {
  [partPaths.manifest]: 2 * megabyteBytes,
  [partPaths.log]: 1024 * megabyteBytes,
  [partPaths.groups]: 2 * megabyteBytes,
  [partPaths.answer]: megabyteBytes,
};

/** Most bytes of a part, unpacked. */
export function maxBytesOf(path: string): number {
  return maxPartBytes[path] ?? 256 * megabyteBytes;
}
