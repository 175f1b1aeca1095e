import type { AudioKitCallOptions } from "../contract/call-options.ts";
import { requestArchive, type ArchiveFetch } from "./archive-response.ts";
import {
  archiveReaders,
  type ArchivedRequest,
  type ArchivedTranscript,
  type AttackVerdict,
} from "./archive-readers.ts";
import type { VaMark } from "../calls/phrases.ts";

/** Generation of the archive's interface; 3 is the current one. */
export type ArchiveVersion = 1 | 2 | 3;

export interface PlatformArchiveOptions {
  /** Origin of the archive, e.g. `https://archive.example`; each version stands under its own path there. */
  baseUrl: string;
  version: ArchiveVersion;
  /** The client at the token service whose requests are read. */
  clientId: string;
  /** Gives the bearer token; undefined sends none. Called for each call. */
  token?: () => Promise<string | undefined>;
  /** Default: the browser's. */
  fetch?: ArchiveFetch;
}

/** Which requests to list: those of a session, of a trace, or of a time; the newest first as the archive sends them. */
export interface ArchiveQuery {
  by?: { sessionId: string } | { traceId: string } | { dateFrom?: string; dateTo?: string };
  /** Default 50. */
  limit?: number;
  /** Requests to skip; default 0. */
  offset?: number;
}

export interface ArchivePage {
  requests: ArchivedRequest[];
  /** Whether there are further ones behind these. */
  hasMore: boolean;
}

/**
 * The platform's archive of recognitions: read only, over plain HTTP.
 *
 * What a generation does not have fails as `unimplemented` (its marks in version 3), what it does not know as `rejected`;
 * `httpStatus` of the AudioKitError tells 404 from 422. Deadline of each call: 60 seconds.
 */
export interface PlatformArchive {
  list(query: ArchiveQuery, options?: AudioKitCallOptions): Promise<ArchivePage>;
  /** The recording as a WAV file. */
  audio(requestId: string, options?: AudioKitCallOptions): Promise<Uint8Array<ArrayBuffer>>;
  transcript(requestId: string, options?: AudioKitCallOptions): Promise<ArchivedTranscript>;
  vaMarks(requestId: string, options?: AudioKitCallOptions): Promise<VaMark[]>;
  /** The anti-spoofing results. */
  antiSpoofingMarks(requestId: string, options?: AudioKitCallOptions): Promise<AttackVerdict[]>;
  /** Checks whether the archive is ready to serve. */
  probe(options?: AudioKitCallOptions): Promise<void>;
}

const basePaths: Record<ArchiveVersion, string> = { 1: "", 2: "/archive/api/v2", 3: "/v3" };
const defaultLimit = 50;

/** Opens the archive. Nothing is sent before the first call. */
export function openPlatformArchive(options: PlatformArchiveOptions): PlatformArchive {
  const { version, clientId } = options;
  const base = options.baseUrl.replace(/\/+$/, "") + basePaths[version];
  const client = `${base}/clients/${encodeURIComponent(clientId)}`;
  const shapes = archiveReaders(version);
  const get = (url: string, call: AudioKitCallOptions = {}) => requestArchive(url, options, call);
  const partOf = (requestId: string, part: string) => `${client}/requests/${encodeURIComponent(requestId)}/${part}`;

  return {
    async list({ by = {}, limit = defaultLimit, offset = 0 }, call) {
      // One more than requested shows whether there are further ones.
      const paging: Record<string, string> = version === 3 ? { limit: String(limit + 1), offset: String(offset) } : {};
      const response = await get(`${client}${listPath(by)}${queryOf({ ...dates(by), ...paging })}`, call);
      const all = shapes.requests(response);
      const from = version === 3 ? 0 : offset;
      return { requests: all.slice(from, from + limit), hasMore: all.length > from + limit };
    },
    audio: async (requestId, call) => (await get(partOf(requestId, "audio"), call)).bytes,
    transcript: async (requestId, call) => shapes.transcript(await get(partOf(requestId, "transcript"), call)),
    vaMarks: async (requestId, call) => shapes.vaMarks(await get(partOf(requestId, "voice_activity_marks"), call)),
    antiSpoofingMarks: async (requestId, call) =>
      shapes.antiSpoofingMarks(await get(partOf(requestId, "anti_spoofing_marks"), call)),
    probe: async (call) => void (await get(`${base}/probes/readiness`, call)),
  };
}

type By = NonNullable<ArchiveQuery["by"]>;

function listPath(by: By): string {
  if ("sessionId" in by) return `/sessions/${encodeURIComponent(by.sessionId)}/requests`;
  if ("traceId" in by) return `/traces/${encodeURIComponent(by.traceId)}/requests`;
  return "/requests";
}

function dates(by: By): Record<string, string> {
  if ("sessionId" in by || "traceId" in by) return {};
  const { dateFrom, dateTo } = by;
  return { ...(dateFrom && { dateFrom }), ...(dateTo && { dateTo }) };
}

function queryOf(fields: Record<string, string>): string {
  // `+` of a time zone must leave as %2B, which URLSearchParams does.
  const query = new URLSearchParams(fields).toString();
  return query && `?${query}`;
}
