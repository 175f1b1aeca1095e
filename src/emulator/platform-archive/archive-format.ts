import type { ArchivePart } from "./archive-paths.ts";
import type { QueryProblem } from "./archive-query.ts";
import type { ArchivedRecognition } from "./archive.ts";

/** Response format of one generation of the interface. */
export interface ArchiveFormat {
  /** Whether lists support `limit` and `offset`, and audio `HEAD` and `Range`. */
  hasPages: boolean;
  /** The id of a recognition in this generation. */
  idOf(record: ArchivedRecognition): string;
  list(records: readonly ArchivedRecognition[]): Response;
  part(record: ArchivedRecognition, part: Exclude<ArchivePart, "audio">): Response;
  notFound(): Response;
  notAllowed(): Response;
  denied(): Response;
  invalid(problems: readonly QueryProblem[]): Response;
}
