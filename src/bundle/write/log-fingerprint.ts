import { createFingerprinter } from "../../store/import/fingerprint.ts";

/** The fingerprint of a log file, as its import takes it; undefined where the file cannot be read. */
export function logFingerprint(log: Blob): Promise<string | undefined> {
  return createFingerprinter([log]).finish();
}
