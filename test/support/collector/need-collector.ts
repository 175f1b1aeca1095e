import { findCollector } from "./find-collector.ts";

/**
 * The program of a Collector for tests; undefined, with a printed line, where it can be neither found nor built.
 *
 * @throws Error in CI, where nothing may be left out
 */
export async function needCollector(): Promise<string | undefined> {
  const found = await findCollector();
  if ("program" in found) return found.program;
  if (process.env["CI"] === "true") throw new Error(found.missing);
  console.log(`Skipped: ${found.missing}`);
  return undefined;
}
