import { readFileSync } from "node:fs";
import { parsePresets, PresetError, type Presets } from "../../emulator/presets/presets.ts";

/**
 * Reads the operator's presets.
 *
 * @throws PresetError naming the file and the place in it
 */
export function readPresetFile(path: string): Presets {
  try {
    return parsePresets(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new PresetError(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
