/** What jq is asked to do. */
export interface JqRequest {
  program: string;
  /** As on its command line, such as `-nr`; of one letter each. */
  options: readonly string[];
  input: Blob;
}

/** What came of it. */
export interface JqResult {
  /** What jq wrote, at most `maxOutputBytes` and `maxOutputLines`. */
  output: string;
  /** Which bound ended jq, where it would have written more. */
  cut?: "bytes" | "lines";
  /** What jq said of errors, in its own words; at most the first 100 KB. */
  errors: string;
  /** As jq gives it; `memory` where it had not enough. */
  exit: number | "memory";
}

/** Longest output, in bytes. */
export const maxOutputBytes = 1_000_000;
/** Most lines of output. */
export const maxOutputLines = 10_000;
/** Largest input, in bytes: what the whole log on disk may have. */
export const maxInputBytes = 168_000_000;
/** What jq may need for values and program, in bytes. */
export const maxMemoryBytes = 268_435_456;

/** From the page to the worker, once. */
export type ToJq = JqRequest & { wasmUrl: string };

/** From the worker to the page: bytes of the input that jq has read, then one result or failure. */
export type FromJq = { readBytes: number } | { result: JqResult } | { failure: string };
