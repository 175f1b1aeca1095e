/** A record that was not understood, as the import card shows it. */
export interface ProblemRecord {
  /** Number of its first line in the file, from 1. */
  line: number;
  /** Its beginning. */
  text: string;
  problem: string;
}

/** Something about an unpacked file that a person should know. */
export interface UnpackNote {
  /**
   * `cut`: the packed file ends too early; `damaged`: it cannot be unpacked from some place on; `ignored`: something that is
   * no part of it follows; `checksum`: the checksum at its end is another or missing, so any byte may be wrong.
   */
  kind: "cut" | "damaged" | "ignored" | "checksum";
  /** Unpacked bytes before that place. */
  bytes: number;
}

/** A file that was given, or that was inside of one, and is no log. */
export interface SkippedFile {
  name: string;
  /** What it is, or why it cannot be read. */
  what: string;
}
