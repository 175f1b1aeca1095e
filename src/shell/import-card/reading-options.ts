import type { ImportChoice, ImportedFile } from "../../store/log-store.ts";

/** A change of the choices for a file; undefined: chosen no more. */
export type ChangedChoice = { [Name in keyof ImportChoice]: ImportChoice[Name] | undefined };

/** The choices for all files of a log, with those of one changed. */
export function choicesWith(files: ImportedFile[], index: number, change: ChangedChoice): ImportChoice[] {
  return files.map(({ choice }, at) => ({ ...choice, ...(at === index && change) }) as ImportChoice);
}

/** Encodings that a log may have; those that browsers decode and the store can guess. */
export const encodings = {
  "utf-8": "UTF-8",
  "windows-1251": "Windows-1251",
  ibm866: "CP866",
  "koi8-r": "KOI8-R",
  "windows-1252": "Windows-1252 (Latin-1)",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
};

/** The name of an encoding, or itself. */
export function encodingName(encoding: string): string {
  return (encodings as Partial<Record<string, string>>)[encoding] ?? encoding;
}

/** IANA names of all zones. */
export function zoneNames(): string[] {
  return Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC");
}
