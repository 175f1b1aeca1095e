import type { ArchiveMetadata, MarksRecord, TranscriptRecord } from "../local-archive/archive-records.ts";
import type { LocalArchive } from "../local-archive/local-archive.ts";
import type { DiagnoseError } from "../logging/diagnose-failure.ts";
import { logArchive, type SavingArchive } from "../logging/log-archive.ts";
import type { Logger } from "../logging/logger.ts";

/** A sound that a page can save, and what is known of it. */
export interface ArchiveItem {
  /** The name for people, with its ending: `speech-borisova.wav`. */
  fileName: string;
  /** The whole WAV; made only when it is saved. */
  wav: () => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
  /** What it can be found by; `source` names the page that made it. */
  metadata: ArchiveMetadata & { source: string };
  /** What is said in it. */
  transcript?: Omit<TranscriptRecord, "id" | "audioId" | "createdAtMs">;
  /** Where speech begins and ends; an empty list is not saved. */
  marks?: MarksRecord["marks"];
}

/** The archive of this browser as pages use it. Saves are logged; contents are not. */
export interface PageArchive extends SavingArchive {
  /** The archive itself, for reading. Opened at the first call. */
  open(): Promise<LocalArchive>;
  /** The saves of a workflow: their events in the log carry its id. */
  forWorkflow(workflowId: string): SavingArchive;
  /** Saves a sound with its transcript and marks; returns its id. @throws ArchiveError `not-audio` or `full` */
  save(item: ArchiveItem): Promise<string>;
  /**
   * Saves what a page has made where the settings say that recordings are archived. Never rejects: a failure is in the log.
   *
   * @returns the id; undefined when nothing was saved
   */
  saveIfEnabled(item: ArchiveItem): Promise<string | undefined>;
}

/** Dependencies of the pages' archive. */
export interface PageArchiveDeps {
  /** Opens the archive, the same one at every call. */
  open: () => Promise<LocalArchive>;
  logger: Logger;
  /** Whether the settings say that recordings are archived; read before each of them. */
  isEnabled: () => boolean;
  /** Names the cause of a failed save in the log. Default: no cause. */
  diagnoseError?: DiagnoseError;
}

/** Makes the archive of the pages. Nothing is opened before the first use. */
export function createPageArchive({ open, logger, isEnabled, diagnoseError }: PageArchiveDeps): PageArchive {
  const unlogged: SavingArchive = {
    saveAudio: async (audio) => (await open()).saveAudio(audio),
    saveTranscript: async (transcript) => (await open()).saveTranscript(transcript),
    saveVadMarks: async (marks) => (await open()).saveVadMarks(marks),
  };
  const saves = logArchive(logger, unlogged, {}, diagnoseError);

  async function save({ fileName, wav, metadata, transcript, marks = [] }: ArchiveItem): Promise<string> {
    const audioId = await saves.saveAudio({ fileName, wav: await wav(), metadata });
    if (transcript) await saves.saveTranscript({ audioId, ...transcript });
    if (marks.length > 0) await saves.saveVadMarks({ audioId, marks });
    return audioId;
  }

  return {
    ...saves,
    open,
    forWorkflow: (workflowId) => logArchive(logger, unlogged, { workflow_id: workflowId }, diagnoseError),
    save,
    async saveIfEnabled(item) {
      if (!isEnabled()) return undefined;
      // The failure is in the log already; the work that made the sound is not undone by it.
      return save(item).catch(() => undefined);
    },
  };
}
