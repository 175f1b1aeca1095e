import { partName } from "../basics/file-name.ts";

/**
 * File name of an exported part, see `partName`; with `.gz` when it is packed.
 *
 * @param backup 0 is the current file
 */
export function exportName(file: string, backup: number, gzip = false): string {
  return `${partName(file, backup)}${gzip ? ".gz" : ""}`;
}
