import { setBounded } from "../../basics/bounded-map.ts";
import { firstStoredLine } from "../storage/log-state.ts";
import { maxCachedBytes } from "./line-cache.ts";
import type { LogSegment, Snapshot, SnapshotTaker } from "./log-snapshot.ts";
import type { LogFilter, LogPage, LogPageRequest, StoredEvent } from "../log-store.ts";
import { mapAhead } from "./map-ahead.ts";
import { createSegmentMatcher, readEvents, type SegmentMatcher } from "./match-segment.ts";

/** Segments of about a megabyte read concurrently: each read waits for the browser process, so several overlap. */
const segmentsInFlight = 8;
/** Number of scanned segments between two partial results. */
const segmentsBetweenPartials = 64;
/** Number of filters whose hits in sealed segments are cached, so that paging and a growing log do not scan again. */
const rememberedFilters = 8;

/** Rows of one segment that match. */
interface SegmentHits {
  segment: LogSegment;
  rows: Uint32Array;
}

/** Search over one log. */
export interface LogSearch {
  /** @throws DOMException `AbortError` when the signal aborts */
  query(filter: LogFilter, page: LogPageRequest, signal?: AbortSignal): Promise<LogPage>;
  /**
   * Reads the lines into the cache, one segment after another, up to its size.
   *
   * @throws DOMException `AbortError` when the signal aborts
   */
  readAhead(signal: AbortSignal): Promise<void>;
}

/** Answers queries over the structured file: newest first, with exact totals. */
export function createSearch(snapshots: SnapshotTaker): LogSearch {
  const hitCache = createHitCache();
  return {
    async query(filter, page, signal) {
      signal?.throwIfAborted();
      const snapshot = await snapshots.take();
      const hits: SegmentHits[] = [];
      let total = 0;
      let lastPartialAt = -Infinity;
      const known = hitCache.of(filter, snapshot);
      const match = withCache(createSegmentMatcher(filter), known);
      for await (const found of mapAhead(snapshot.segments, segmentsInFlight, match)) {
        signal?.throwIfAborted();
        hits.push(found);
        total += found.rows.length;
        // The first partial result is sent as soon as its page is full.
        const due = hits.length - lastPartialAt >= segmentsBetweenPartials && hits.length < snapshot.segments.length;
        if (page.onPartial !== undefined && page.aroundMs === undefined && total >= page.limit && due) {
          lastPartialAt = hits.length;
          page.onPartial({ rows: await readPage(hits, page), total, complete: false });
        }
      }
      signal?.throwIfAborted();
      return { rows: await readPage(hits, page), total, complete: true };
    },
    async readAhead(signal) {
      signal.throwIfAborted();
      let readBytes = 0;
      // One at a time, so that typing and logging are not delayed.
      for (const segment of (await snapshots.take()).segments) {
        readBytes += (await segment.read()).length;
        signal.throwIfAborted();
        if (readBytes >= maxCachedBytes) return;
      }
    },
  };
}

/** Matches each sealed segment only once. */
function withCache(match: SegmentMatcher, known: Map<number, Uint32Array>) {
  return async (segment: LogSegment): Promise<SegmentHits> => {
    const before = segment.sealed ? known.get(segment.firstPosition) : undefined;
    const rows = before ?? (await match(segment));
    if (segment.sealed) known.set(segment.firstPosition, rows);
    return { segment, rows };
  };
}

/** Cache of hits in sealed segments, by filter. A sealed segment never changes, so neither do its hits. */
function createHitCache() {
  const filters = new Map<string, { epoch: string; hits: Map<number, Uint32Array> }>();
  return {
    of(filter: LogFilter, { state }: Snapshot<LogSegment>): Map<number, Uint32Array> {
      const key = JSON.stringify(filter);
      const found = filters.get(key);
      const entry = found?.epoch === state.epoch ? found : { epoch: state.epoch, hits: new Map() };
      setBounded(filters, key, entry, rememberedFilters);
      const first = firstStoredLine(state.files["tts_structured.jsonl"]);
      for (const position of entry.hits.keys()) if (position < first) entry.hits.delete(position);
      return entry.hits;
    },
  };
}

/** Reads the events of one page, newest first, from hits with the newest segment first. */
async function readPage(hits: SegmentHits[], page: LogPageRequest): Promise<StoredEvent[]> {
  const before = page.aroundMs === undefined ? (page.before ?? Infinity) : startAround(hits, page.aroundMs, page.limit);
  const events: StoredEvent[] = [];
  for (const { segment, rows } of hits) {
    if (events.length >= page.limit) break;
    const older = rows.filter((row) => segment.firstPosition + row < before);
    const chosen = older.slice(Math.max(0, older.length - (page.limit - events.length)));
    const read = await readEvents(segment, chosen);
    for (let index = chosen.length - 1; index >= 0; index--) {
      events.push({ position: segment.firstPosition + chosen[index]!, event: read[index]! });
    }
  }
  return events;
}

/** Position before which a page must begin to have the time in its middle: half a page above the first hit that is not later. */
function startAround(hits: SegmentHits[], aroundMs: number, limit: number): number {
  const newer: number[] = [];
  for (const { segment, rows } of hits) {
    for (let index = rows.length - 1; index >= 0; index--) {
      if (segment.columns.timeMs[rows[index]!]! <= aroundMs) return newer.at(-Math.floor(limit / 2)) ?? Infinity;
      newer.push(segment.firstPosition + rows[index]! + 1);
    }
  }
  return newer.at(-limit) ?? Infinity;
}
