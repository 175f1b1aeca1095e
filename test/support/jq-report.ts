import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Jq } from "./find-jq.ts";

/** Output of the four documented commands over an exported `tts_structured.jsonl`. */
export interface JqReport {
  /** Started requests by `request_data.service`. */
  startsByService: Record<string, number>;
  /** Finished requests that took longer than five seconds, as the events themselves. */
  slow: Record<string, unknown>[];
  /** Failed requests by type of error. */
  errorsByType: Record<string, number>;
  /** Lines that mention `auth_`, by their `success`; those that only hold `auth_present` count as `null`. */
  authBySuccess: Record<string, number>;
}

/** Runs the documented one-liners verbatim, with the real grep, jq, sort and uniq. */
export async function runDocumentedCommands(jq: Jq, file: string): Promise<JqReport> {
  const shell = async (pipeline: string) => {
    // The pipelines use `jq` and `F` as the documentation does; a shell function and a variable define them.
    const script = `jq() { "$JQ" "$@"; }; ${pipeline}`;
    const env = { ...jq.env, JQ: jq.command, F: file };
    return (await promisify(execFile)("bash", ["-c", script], { env, maxBuffer: 2 ** 28 })).stdout;
  };
  return {
    startsByService: counts(await shell(`grep "request_start" "$F" | jq -r '.request_data.service' | sort | uniq -c`)),
    slow: JSON.parse(
      await shell(`grep "request_success\\|request_error" "$F" | jq 'select(.duration_ms > 5000)' | jq -s .`),
    ) as Record<string, unknown>[],
    errorsByType: counts(await shell(`grep "request_error" "$F" | jq -r '.error.error_type' | sort | uniq -c`)),
    authBySuccess: counts(await shell(`grep "auth_" "$F" | jq -r '.success' | sort | uniq -c`)),
  };
}

/** Parses the output of `uniq -c`: a count and a value on each line. */
function counts(text: string): Record<string, number> {
  return Object.fromEntries([...text.matchAll(/^\s*(\d+) (.*)$/gm)].map(([, count, value]) => [value!, Number(count)]));
}
