import type { UnpackNote } from "../import-notes.ts";
import type { ImportChoice } from "../log-store.ts";

/** A file to be imported, unpacked. */
export interface LogSource {
  /** Name; of a file inside an archive with that of the archive before it. */
  name: string;
  /** Size as given, compressed or not; absent inside of an archive, where the unpacked bytes are counted. */
  sizeBytes?: number;
  /** When the file was last written, in milliseconds since the epoch: no record is later. */
  modifiedMs: number;
  choice: ImportChoice;
  /** Name of the log that it is from, where several logs are read as one: only files of one log are parts of one another. */
  log?: string | undefined;
  /** What the lines say of where they are from, under `source`; absent where no other log is read. */
  label?: string | undefined;
  /** A file of the console is read too: a gateway's lines about its calls are no calls of their own. */
  isBesideConsole?: boolean;
  /** Known without a guess; a person's choice goes before it. */
  encoding?: string;
  /** Nothing of it is looked for in other files: what repeats was left out before. */
  keepsAll?: boolean;
  /** Its unpacked bytes, from the beginning at each call; throws a LogImportError when they cannot be read. */
  chunks(): AsyncIterable<Uint8Array>;
  /** What was wrong with the packing, once the bytes were read. */
  notes(): UnpackNote[];
}
