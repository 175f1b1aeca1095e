import { openPlatformArchive, type PlatformArchive } from "../../../audiokit/platform-archive/platform-archive.ts";
import { statePerOwner } from "../../../kit/state/state-per-owner.svelte.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import { archivePlace, type ArchivePlace } from "../../../app/archive-place.ts";
import { createPlayback } from "../../../app/create-playback.ts";
import type { Services } from "../../../app/services.ts";
import { PlatformRecord } from "./platform-record.svelte.ts";
import { PlatformArchiveList } from "./platform-archive-list.svelte.ts";

/** The state of the page's part about the platform. */
export interface PlatformViewState {
  list: PlatformArchiveList;
  playback: Playback;
  /** Where the archive is, as chosen, else as far as it is known. */
  place(): ArchivePlace;
  /** A record by its id; its parts are not requested yet. */
  record(id: string): PlatformRecord;
}

/** The state of the page: made at the first visit of a console, the same one at every later visit. */
export const platformViewState = statePerOwner((services: Services): PlatformViewState => {
  const { logger, preferences, access, archiveFetch: fetch } = services;
  const playback = createPlayback(logger, "An archived call is played");

  function place(): ArchivePlace {
    const { current, endpoint, isOwnEndpoint } = preferences;
    const chosen = current.platformArchive;
    if (isOwnEndpoint) return archivePlace({ chosen, endpoint, serverConfig: access.serverConfig });
    // Elsewhere only the client is taken over.
    const clientId = chosen.clientId || (access.serverConfig?.archiveClientId ?? "");
    return archivePlace({ chosen: { ...chosen, clientId }, endpoint, serverConfig: undefined });
  }

  function archive(): PlatformArchive {
    const { baseUrl, version, clientId } = place();
    // Only the third generation knows tokens.
    const token = version === 3 ? { token: () => access.credentials.token() } : {};
    return openPlatformArchive({ baseUrl, version, clientId, fetch, ...token });
  }

  return {
    list: new PlatformArchiveList(archive, () => preferences.times),
    playback,
    place,
    record: (id) => new PlatformRecord(id, { version: place().version, archive: archive(), playback }),
  };
});
