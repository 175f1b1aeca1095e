import { openPlatformArchive, type PlatformArchive } from "../../../audiokit/platform-archive/platform-archive.ts";
import { statePerOwner } from "../../../kit/state/state-per-owner.svelte.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import { createPlayback } from "../../../app/create-playback.ts";
import type { Services } from "../../../app/services.ts";
import { PlatformRecord } from "./platform-record.svelte.ts";
import { PlatformArchiveList } from "./platform-archive-list.svelte.ts";

/** The state of the page's part about the platform. */
export interface PlatformViewState {
  list: PlatformArchiveList;
  playback: Playback;
  /** Where the archive is, as chosen, else as far as it is known. */
  place(): { baseUrl: string; version: 1 | 2 | 3; clientId: string };
  /** A record by its id; its parts are not requested yet. */
  record(id: string): PlatformRecord;
}

/** The state of the page: made at the first visit of a console, the same one at every later visit. */
export const platformViewState = statePerOwner((services: Services): PlatformViewState => {
  const { logger, preferences, access, archiveFetch: fetch } = services;
  const playback = createPlayback(logger, "An archived call is played");

  function place() {
    const { baseUrl, version, clientId } = preferences.current.platformArchive;
    return {
      baseUrl: baseUrl || preferences.endpoint,
      version,
      clientId: clientId || (access.serverConfig?.archiveClientId ?? ""),
    };
  }

  function archive(): PlatformArchive {
    const chosen = place();
    // Only the third generation knows tokens.
    const token = chosen.version === 3 ? { token: () => access.credentials.token() } : {};
    return openPlatformArchive({ ...chosen, fetch, ...token });
  }

  return {
    list: new PlatformArchiveList(archive, () => preferences.times),
    playback,
    place,
    record: (id) => new PlatformRecord(id, { version: place().version, archive: archive(), playback }),
  };
});
