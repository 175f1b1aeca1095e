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
  /** Known without a guess; a person's choice goes before it. */
  encoding?: string;
  /** Nothing of it is looked for in other files: what repeats was left out before. */
  keepsAll?: boolean;
  /** Its unpacked bytes, from the beginning at each call; throws a LogImportError when they cannot be read. */
  chunks(): AsyncIterable<Uint8Array>;
  /** What was wrong with the packing, once the bytes were read. */
  notes(): UnpackNote[];
}
