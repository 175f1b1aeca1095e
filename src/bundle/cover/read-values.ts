import { fieldKind, inheritedKind } from "./field-kind.ts";
import type { PseudonymKind } from "../manifest.ts";

/** Is told each text of a line whose field says what it holds. */
export type OnFieldValue = (kind: PseudonymKind, value: string) => void;

/** Reads the values of a line that its fields name: ids, hosts, personal texts. Of an address only its host counts. */
export function readValues(line: Record<string, unknown>, onValue: OnFieldValue): void {
  readEntries(line, undefined, "", line["service"] === "VoiceCloning", onValue);
}

function readEntries(
  object: object,
  kind: PseudonymKind | undefined,
  objectName: string,
  isCloning: boolean,
  onValue: OnFieldValue,
): void {
  for (const [name, value] of Object.entries(object) as [string, unknown][]) {
    const own = fieldKind(name, isCloning) ?? (kind && inheritedKind(name, kind, objectName));
    readValue(value, own, name, isCloning, onValue);
  }
}

function readValue(
  value: unknown,
  kind: PseudonymKind | undefined,
  name: string,
  isCloning: boolean,
  onValue: OnFieldValue,
): void {
  if (typeof value === "string") {
    if (kind === undefined || value === "") return;
    const host = value.includes("://") ? /:\/\/(?:[^/?#@]*@)?([^/?#:]+)/.exec(value)?.[1] : undefined;
    if (host !== undefined) onValue("host", host);
    else if (kind !== "host") onValue(kind, value);
    else if (!/^[/?]/.test(value)) onValue(kind, value.replace(/:\d{1,5}$/, ""));
  } else if (Array.isArray(value)) {
    for (const item of value) readValue(item, kind, name, isCloning, onValue);
  } else if (typeof value === "object" && value !== null) readEntries(value, kind, name, isCloning, onValue);
}
