import type { ArchivePart } from "./archive-paths.ts";
import type { QueryProblem } from "./archive-query.ts";
import type { ArchivedRecognition } from "./archive.ts";

/** How a generation writes what the archive has to say. */
export interface ArchiveFormat {
  /** Lists take `limit` and `offset`, sound `HEAD` and `Range`. */
  hasPages: boolean;
  /** The id that this generation knows a recognition by. */
  idOf(record: ArchivedRecognition): string;
  list(records: readonly ArchivedRecognition[]): Response;
  part(record: ArchivedRecognition, part: Exclude<ArchivePart, "audio">): Response;
  notFound(): Response;
  notAllowed(): Response;
  denied(): Response;
  invalid(problems: readonly QueryProblem[]): Response;
}
