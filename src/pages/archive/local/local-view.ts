import { diagnoseError } from "../../../diagnosis/diagnose-error.ts";
import { logAudit } from "../../../logging/log-audit.ts";
import { logOperation } from "../../../logging/log-operation.ts";
import { statePerOwner } from "../../../kit/state/state-per-owner.svelte.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import { createPlayback } from "../../../app/create-playback.ts";
import type { Services } from "../../../app/services.ts";
import { LocalArchiveList } from "./local-archive-list.svelte.ts";
import { SelectedSound } from "../../shared/sound/selected-sound.svelte.ts";
import { ArchiveJobs } from "./archive-jobs.svelte.ts";

/** The state of the page's local part. */
export interface LocalViewState {
  list: LocalArchiveList;
  jobs: ArchiveJobs;
  sound: SelectedSound;
  playback: Playback;
}

/** The state of the page: made at the first visit of a console, the same one at every later visit. */
export const localViewState = statePerOwner((services: Services): LocalViewState => {
  const { archive, exits, logger, router, preferences } = services;
  const playback = createPlayback(logger, "A kept sound is played");
  const list = new LocalArchiveList({
    open: archive.open,
    deleteOne: (audioId) =>
      logOperation(logger, {
        service: "AudioArchive",
        operation: "DeleteAudio",
        requestData: { archive_id: audioId },
        work: async () => (await archive.open()).delete(audioId),
        describe: () => ({}),
        diagnoseError,
      }),
    ondeleted: (audioIds) => {
      const message = `Kept sounds were deleted: ${String(audioIds.length)}`;
      if (audioIds.length > 0) logAudit(logger, "deletion", message, { what: "archive", sounds: audioIds.length });
      if (audioIds.includes(router.query("id"))) router.go(router.withQuery({ id: "" }), { replace: true });
    },
  });
  const jobs = new ArchiveJobs({
    open: async () => {
      const opened = await archive.open();
      const exportZip: typeof opened.exportZip = (audioIds, options) =>
        logOperation(logger, {
          service: "AudioArchive",
          operation: "ExportZip",
          requestData: { audios_count: audioIds?.length },
          work: () => opened.exportZip(audioIds, options),
          describe: ({ size }) => ({ zip_size_bytes: size }),
          diagnoseError,
        });
      return { ...opened, exportZip };
    },
    save: archive.save,
    download: async (zip) => {
      const name = `archive-${preferences.times.plain(Date.now()).slice(0, 10)}.zip`;
      if ((await exits.saveBytes(name, zip, "application/zip")) === "refused") return;
      logAudit(logger, "export", `Kept sounds saved as ${name}`, { what: "archive", file: name, size_bytes: zip.size });
    },
    onsaved: () => void list.load(),
    onimported: (sounds) =>
      logAudit(logger, "import", `Sounds were imported into the archive: ${String(sounds)}`, {
        what: "archive",
        sounds,
      }),
  });
  return { list, jobs, sound: new SelectedSound(archive.open, playback), playback };
});
