import { redactText } from "../../logging/redaction/redact-text.ts";
import type { ImportedLog } from "../../store/log-store.ts";

/** The imported log that an address names. A browser that lacks it says by this which files it needs. */
export interface LogAddress {
  /** Fingerprint of its files; its id in an address without one, which no other browser knows. Empty: the live log. */
  key: string;
  /** Records of the log when the address was made. */
  lines?: number;
  /** Its name. */
  name?: string;
}

/** An address must stay one that can be sent. */
const maxNameCharacters = 120;

type AddressedLog = Pick<ImportedLog, "id" | "files" | "name"> & { fingerprint?: string | undefined };

/** The value of `log` in an address of an imported log: fingerprint, records and name, with dots between. Secrets are left out. */
export function logAddress({ id, fingerprint, files, name }: AddressedLog): string {
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  return `${fingerprint ?? id}.${String(lines)}.${redactText(name).slice(0, maxNameCharacters)}`;
}

/** The address of a view with its log. @param view an address of this origin that names no log @param log as `logAddress` makes it */
export function viewOfLog(view: string, log: string): string {
  const origin = "http://view.invalid";
  const url = new URL(view, origin);
  url.searchParams.set("log", log);
  return url.href.slice(origin.length);
}

/** Reads the value of `log`; also an id or a fingerprint alone. */
export function readLogAddress(text: string): LogAddress {
  const [, key, lines, name] = /^([^.]+)\.(\d+)\.(.*)$/s.exec(text) ?? [];
  return key === undefined ? { key: text } : { key, lines: Number(lines), name: name! };
}

/** Whether an address names this log. */
export function isAddressed(address: LogAddress, { id, fingerprint }: ImportedLog): boolean {
  return address.key === id || address.key === fingerprint;
}

/** The log that an address names, among all of this browser, newest first. */
export function findAddressed(text: string, logs: readonly ImportedLog[]): ImportedLog | undefined {
  const address = readLogAddress(text);
  return logs.find((log) => isAddressed(address, log));
}
