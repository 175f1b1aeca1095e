import { joinBlocks, splitBlock } from "../columns/join-blocks.ts";
import { openFieldBlock } from "../columns/open-field-block.ts";
import { linesOfPart, type LogState } from "../storage/log-state.ts";
import { packedOf, type LogStorage, type StorageTransaction } from "../storage/log-storage.ts";

const file = "tts_structured.jsonl";

/** Segments whose columns are joined in one record: a new worker opens that as fast as the columns of one segment. */
export const segmentsOfGroup = 16;

/**
 * Joins the columns of some segments that stand alone: of sixteen, or of what is left of a file part that gets no more lines.
 * Never of two file parts, because they rotate out one by one.
 *
 * The joined record replaces the others in one transaction, and only where they are as they were read: another tab may have
 * joined them, and lines may have been rewritten or have rotated out meanwhile.
 *
 * @returns whether it found some, so that there may be more
 */
export async function groupColumns(storage: LogStorage): Promise<boolean> {
  const found = await storage.read(async (transaction) => {
    const state = await transaction.readState();
    const positions = await nextGroup(transaction, state);
    const stored = await Promise.all(positions.map((position) => transaction.columnsAt(position)));
    return { state, positions, stored };
  });
  const { positions } = found;
  if (positions.length === 0) return false;
  const packed = await Promise.all(found.stored.map((one) => packedOf(one!)));
  const blocks = packed.map((bytes) => openFieldBlock(bytes));
  // Earlier versions sealed segments without the columns of all fields: those are read from the lines.
  if (!blocks.every((block) => block !== undefined)) return false;
  const joined = joinBlocks(blocks);
  await storage.write(async (transaction) => {
    const { epoch } = await transaction.readState();
    const { isAlone } = await singleColumns(transaction);
    if (epoch !== found.state.epoch || !positions.every(isAlone)) return;
    await Promise.all(positions.map((position) => transaction.deleteColumns(position)));
    await transaction.addColumns(positions.at(-1)!, joined);
  });
  return true;
}

/**
 * Puts the columns of single segments in the place of a record of several, so that one of them can be replaced.
 *
 * @returns the columns of the segment that begins at the position; undefined when they are gone
 */
export async function ungroupColumns(storage: LogStorage, position: number): Promise<Uint8Array | undefined> {
  const { epoch, stored } = await storage.read(async (transaction) => {
    const { epoch } = await transaction.readState();
    return { epoch, stored: await transaction.columnsAt(position) };
  });
  const packedBefore = stored && (await packedOf(stored));
  const block = packedBefore && openFieldBlock(packedBefore);
  if (block === undefined || block.segments.length === 1)
    return stored?.position === position ? packedBefore : undefined;
  const single = splitBlock(block);
  await storage.write(async (transaction) => {
    const state = await transaction.readState();
    const { columns } = await transaction.columnPositions();
    if (state.epoch !== epoch || !columns.includes(stored!.position)) return;
    await transaction.deleteColumns(stored!.position);
    for (const [first, packed] of single) await transaction.addColumns(first, packed);
  });
  return single.get(position);
}

/** Tells which segments have a record of columns for themselves. */
export async function singleColumns(transaction: StorageTransaction) {
  const { columns, segments } = await transaction.columnPositions();
  const present = new Set(columns);
  const before = new Map(segments.map((position, at) => [position, segments[at - 1]]));
  // A record of several stands at the last of them, and those before it have none.
  const isAlone = (position: number) => {
    const previous = before.get(position);
    return present.has(position) && (previous === undefined || present.has(previous));
  };
  return { segments, isAlone };
}

/** The oldest segments whose columns can be joined. */
async function nextGroup(transaction: StorageTransaction, state: LogState): Promise<number[]> {
  const { segments, isAlone } = await singleColumns(transaction);
  const structured = state.files[file];
  for (let backup = structured.parts.length - 1; backup >= 0; backup--) {
    const { first, end } = linesOfPart(structured, backup)!;
    const ofPart = segments.filter((position) => position >= first && position < end);
    const group = ofPart.filter(isAlone).slice(0, segmentsOfGroup);
    const isComplete = segments.some((position) => position >= end);
    if (group.length === segmentsOfGroup || (isComplete && group.length > 1)) return group;
  }
  return [];
}
