import { parseLenient } from "../json/parse-lenient.ts";
import { isRecord } from "../../basics/record.ts";
import { readPairs } from "./logfmt.ts";

/** A message and the fields that its logger wrote behind it. */
export interface MessageWithFields {
  message: string;
  fields?: Record<string, unknown>;
}

/** At least two blanks, as logrus and structlog pad their messages; looked for at the begin of each run of blanks only. */
const padded = /(?<! ) {2,200}(?=[A-Za-z_][\w.@/-]{0,99}=)/;

/** Separates what stands behind a message: zap's object after a tab, or pairs after a run of blanks. */
export function splitTrailingFields(text: string): MessageWithFields {
  const tab = text.lastIndexOf("\t{");
  const object = tab > 0 && text.endsWith("}") ? parseLenient(text.slice(tab + 1)) : undefined;
  if (isRecord(object)) return { message: text.slice(0, tab), fields: object };
  const found = padded.exec(text);
  const pairs = found && readPairs(text.slice(found.index + found[0].length));
  return found && pairs ? { message: text.slice(0, found.index), fields: pairs } : { message: text };
}
