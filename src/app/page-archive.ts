import type { ArchiveMetadata, MarksRecord } from "../local-archive/archive-records.ts";
import type { LocalArchive } from "../local-archive/local-archive.ts";
import { logArchive, type SavingArchive } from "../logging/log-archive.ts";
import type { Logger } from "../logging/logger.ts";

/** A sound that a page would keep, and what is known of it. */
export interface ArchiveItem {
  /** The name for people, with its ending: `speech-borisova.wav`. */
  fileName: string;
  /** The whole WAV, made only when it is kept. */
  wav: () => Uint8Array<ArrayBuffer>;
  /** What it can be found by; `source` tells which page made it. */
  metadata: ArchiveMetadata & { source: string };
  /** What is said in it. */
  transcript?: { text: string; language: string; confidenceScores: number[] };
  /** Where speech begins and ends; none are not kept. */
  marks?: MarksRecord["marks"];
}

/** The archive of this browser as pages use it. Saves are logged; contents are not. */
export interface PageArchive extends SavingArchive {
  /** The archive itself, for reading. Opened when it is first asked for. */
  open(): Promise<LocalArchive>;
  /** The saves of a workflow: their lines in the log carry its id. */
  forWorkflow(workflowId: string): SavingArchive;
  /** Keeps a sound with its transcript and marks; gives its id. @throws ArchiveError `not-audio` or `full` */
  keep(archiveItem: ArchiveItem): Promise<string>;
  /**
   * Keeps what a page has made where the person chose in the settings that recordings are kept. Never rejects: what cannot
   * be kept is told by the log.
   *
   * @returns the id; undefined when nothing was kept
   */
  keepIfWanted(archiveItem: ArchiveItem): Promise<string | undefined>;
}

export interface PageArchiveDeps {
  /** Opens the archive, the same one at every call. */
  open: () => Promise<LocalArchive>;
  logger: Logger;
  /** Recordings of other pages are kept; read at each of them. */
  isWanted: () => boolean;
}

/** Makes the archive of the pages. Nothing is opened before the first use. */
export function createPageArchive({ open, logger, isWanted }: PageArchiveDeps): PageArchive {
  const unlogged: SavingArchive = {
    saveAudio: async (audio) => (await open()).saveAudio(audio),
    saveTranscript: async (transcript) => (await open()).saveTranscript(transcript),
    saveVadMarks: async (marks) => (await open()).saveVadMarks(marks),
  };
  const saves = logArchive(logger, unlogged);

  async function keep({ fileName, wav, metadata, transcript, marks = [] }: ArchiveItem): Promise<string> {
    const audioId = await saves.saveAudio({ fileName, wav: wav(), metadata });
    if (transcript) await saves.saveTranscript({ audioId, ...transcript });
    if (marks.length > 0) await saves.saveVadMarks({ audioId, marks });
    return audioId;
  }

  return {
    ...saves,
    open,
    forWorkflow: (workflowId) => logArchive(logger, unlogged, { workflow_id: workflowId }),
    keep,
    async keepIfWanted(archiveItem) {
      if (!isWanted()) return undefined;
      // The log has told of the failure already; the work that made the sound is not undone by it.
      return keep(archiveItem).catch(() => undefined);
    },
  };
}
