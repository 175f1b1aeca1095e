import type { LogLevel } from "../../logging/log-event.ts";
import type { Access } from "../json/access-call.ts";
import type { LogKind, RecordData } from "../record-reading.ts";
import type { WrittenTime } from "../time/iso-time.ts";

/** What the head of a text line says, before its message. */
export interface TextHead {
  kind: LogKind;
  written?: WrittenTime | undefined;
  /** The time as the line writes it. */
  timeText?: string;
  level?: LogLevel | undefined;
  levelText?: string | undefined;
  /** `function:line` of the prototype, `operation:seq` of this program. */
  place?: string | undefined;
  data?: RecordData | undefined;
  /** The line is one of an access log and has no message of its own. */
  access?: Access & { durationMs?: number; requestId?: string | undefined };
  /** Where the message begins. */
  end: number;
}
