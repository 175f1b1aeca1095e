import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parseScenario, ScenarioError, type Scenario } from "../../wire/scenario.ts";

/** Largest scenario, unpacked: a thousand calls with all times have less than half of it. */
const maxBytes = 100_000_000;

/**
 * Reads a scenario that the page has saved.
 *
 * @throws ScenarioError naming the file and the place in it
 */
export function readScenarioFile(path: string): Scenario {
  try {
    const bytes = readFileSync(path);
    // The page packs what it saves where a person wants it so.
    const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: maxBytes }) : bytes;
    return parseScenario(JSON.parse(text.toString("utf8")));
  } catch (error) {
    throw new ScenarioError(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
