import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { readRecord } from "../../basics/record.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { LogPositions, PositionedLines } from "../../store/log-positions.ts";
import type { StoredEvent } from "../../store/log-store.ts";
import type { Batch, Destination } from "../outbox/destination.ts";
import type { ShippingCursor, ShippingStore } from "../shipping-store.ts";
import { chooseRecords } from "./choose-records.ts";
import { coverRecords } from "./cover-records.ts";
import { encodeRecords } from "./encode-records.ts";
import type { OtlpTarget } from "./otlp-target.ts";
import { postParts } from "./post-otlp.ts";

/** Most records of one batch, and most bytes of their lines: a Collector takes 20 MB, Loki 4 MB. */
const maxRecords = 1_000;
const maxLineBytes = 1_000_000;

const missedReason = "rotated out of the log before it was shipped";

/** What shipping to a receiver of OTLP needs. */
export interface OtlpDestinationOptions {
  log: LogPositions;
  store: Pick<ShippingStore, "cursor" | "setCursor">;
  target: OtlpTarget;
  secrets: Pick<LiveSecrets, "find" | "scrub">;
  fetch?: typeof fetch;
  epochMs?: () => number;
}

/** Chosen records of one part of the log, and where the next part begins. */
interface Portion {
  rows: StoredEvent[];
  epoch: string;
  nextPosition: number;
  /** Lines before it that were no longer in the log when their turn came. */
  missed: number;
}

/**
 * Ships the records of the log in their order as OTLP: logs, and the spans of the calls that ended. Where it goes on is noted in this
 * browser after each batch; a batch that was taken and not noted is sent again, with the same ids.
 */
export function createOtlpDestination({
  log,
  store,
  target,
  secrets,
  fetch = globalThis.fetch.bind(globalThis),
  epochMs = Date.now,
}: OtlpDestinationOptions): Destination {
  const isChosen = chooseRecords(target);
  const cover = coverRecords(target, secrets.scrub);
  const receiver = target.endpoint;
  const posting = { target, secrets, fetch };
  let at: ShippingCursor | undefined;
  /** Lines that were read and not yet sent: a segment is read once. */
  let ahead: PositionedLines | undefined;

  async function start(): Promise<ShippingCursor> {
    const { epoch, nextPosition } = await log.position();
    const known = await store.cursor(receiver);
    // Positions are never used again after the log was cleared or rewritten, but in a new database they begin anew.
    const position = known && known.position <= nextPosition ? known.position : 0;
    return { epoch, position };
  }

  async function read(from: ShippingCursor): Promise<PositionedLines | undefined> {
    const skipped = ahead?.epoch === from.epoch ? from.position - ahead.position : -1;
    if (ahead && skipped >= 0 && skipped < ahead.lines.length) {
      return { ...from, lines: ahead.lines.slice(skipped) };
    }
    ahead = await log.linesFrom(from.epoch, from.position);
    return ahead;
  }

  function portionOf({ epoch, position, lines }: PositionedLines, from: number): Portion {
    const rows: StoredEvent[] = [];
    const oldestMs = epochMs() - target.maxAgeMs;
    let bytes = 0;
    let index = 0;
    for (; index < lines.length && rows.length < maxRecords && bytes < maxLineBytes; index++) {
      const line = lines[index]!;
      const event = readRecord(line) as unknown as LogEvent | undefined;
      if (event === undefined || !isChosen(event) || Date.parse(event.timestamp) < oldestMs) continue;
      bytes += line.length;
      rows.push({ position: position + index, event: cover(line, event) });
    }
    return { rows, epoch, nextPosition: position + index, missed: Math.max(0, position - from) };
  }

  async function note({ epoch, nextPosition }: Portion): Promise<void> {
    at = { epoch, position: nextPosition };
    await store.setCursor(receiver, at);
  }

  async function batchOf(portion: Portion): Promise<Batch> {
    const { rows, missed } = portion;
    const parts = await encodeRecords(rows, target);
    const oldestMs = rows.map(({ event }) => Date.parse(event.timestamp)).reduce((a, b) => Math.min(a, b), Infinity);
    return {
      amount: { records: rows.length, bytes: parts.reduce((sum, { gzipped }) => sum + gzipped.size, 0) },
      ...(Number.isFinite(oldestMs) && { oldestMs }),
      ...(missed > 0 && { missed: { records: missed, reason: missedReason } }),
      send: (signal) => postParts(parts, posting, signal),
      async halves() {
        const middle = rows.length >> 1;
        if (middle === 0) return undefined;
        const older = { ...portion, rows: rows.slice(0, middle), nextPosition: rows[middle]!.position };
        return [await batchOf(older), await batchOf({ ...portion, rows: rows.slice(middle), missed: 0 })];
      },
      settle: () => note(portion),
    };
  }

  return {
    async next(signal) {
      for (;;) {
        signal.throwIfAborted();
        at ??= await start();
        const lines = await read(at);
        if (lines === undefined) at = undefined;
        else if (lines.lines.length === 0) return undefined;
        else {
          const portion = portionOf(lines, at.position);
          if (portion.rows.length > 0) return batchOf(portion);
          // Nothing of it is shipped; noted, so that it is not read again.
          await note(portion);
        }
      }
    },
    async waiting() {
      const { nextPosition } = await log.position();
      return { records: Math.max(0, nextPosition - (at?.position ?? 0)) };
    },
    reset() {
      at = undefined;
      ahead = undefined;
    },
  };
}
