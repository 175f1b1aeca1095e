/**
 * Where the page gets the files that the companion was started with: the list is `LaunchFile[]` as JSON, empty without any;
 * `?file=0` gives the bytes of the first.
 */
export const launchFilesPath = "/launch-files";

/** Name of the query by which an address has the page open the files of its start: `/logs?launch=files`. */
export const launchQuery = "launch";

/** Address of the page that opens the files of its start, below the origin. */
export const launchAddress = `/logs?${launchQuery}=files`;

/** A file that the console was started with. */
export interface LaunchFile {
  /** Without a folder. */
  name: string;
  sizeBytes: number;
  /** Time of the last change, in milliseconds since the epoch. */
  modifiedMs: number;
}
