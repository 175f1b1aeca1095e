import type { Refusal } from "../../export/exits.ts";
import type { Format } from "../../kit/i18n/format.ts";
import type { Detail } from "../../kit/lists/DetailList.svelte";
import type { refusalText } from "./refusal-text.ts";

/** Which secret stands where in what was refused. */
export function refusalDetails(refusal: Refusal, text: (typeof refusalText)["en"], format: Format): Detail[] {
  const { file, inName = false, entry, line, byte } = refusal;
  const details: Detail[] = [{ label: text.secret, value: secretName(refusal.kind, text) }];
  if (file !== undefined) details.push({ label: text.file, value: file });
  if (entry !== undefined) details.push({ label: text.entry, value: entry });
  if (inName) details.push({ label: text.place, value: text.inName });
  else if (byte !== undefined) {
    // Programs count bytes from 0, people from 1.
    const at = format.number(byte + 1);
    details.push({ label: text.place, value: line === undefined ? text.byte(at) : text.line(format.number(line), at) });
  }
  return details;
}

/** The kinds of live secrets in words; `metadata x-api-key` is that of a header. */
function secretName(kind: string, text: (typeof refusalText)["en"]): string {
  if (kind === "token") return text.token;
  if (kind === "client secret") return text.clientSecret;
  return kind.startsWith("metadata ") ? text.metadata(kind.slice("metadata ".length)) : text.otherSecret;
}
