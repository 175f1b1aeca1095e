import { createLogCover } from "../../bundle/cover/log-cover.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { compileRules } from "../../logging/redaction/compile-rules.ts";
import type { RecordChoice } from "./otlp-target.ts";

/**
 * Makes what takes out of a record what may not be shipped: texts and transcripts, where they are not wanted, and what the rules name.
 * Names of sessions, calls and hosts stay: they lead back to the log.
 *
 * @param scrub takes the secrets in use out of a text
 */
export function coverRecords(
  { hasContent, rules }: Pick<RecordChoice, "hasContent" | "rules">,
  scrub: (text: string) => string,
) {
  const compiled = compileRules(rules);
  // What is logged holds no secret, and the final bytes are scanned again.
  if (hasContent && compiled.length === 0) return (_line: string, event: LogEvent): LogEvent => event;
  const switches = { texts: hasContent, transcripts: hasContent, audio: true, endpoints: true, ids: true };
  const cover = createLogCover({ switches, rules: compiled, scrub });
  return (line: string, event: LogEvent): LogEvent =>
    JSON.parse(cover.line(line, event as unknown as Record<string, unknown>)) as LogEvent;
}
