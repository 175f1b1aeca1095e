import { PersistedList } from "../kit/state/persisted-list.svelte.ts";
import type { LocalArchive } from "../local-archive/local-archive.ts";

const dayMs = 86_400_000;
/** After the start of the page and between two looks, in milliseconds. The start is not made slower by it. */
const [firstMs, everyMs] = [30_000, 3_600_000];
/** A year and a month, in days. */
const mostSamples = 400;

/** How much was stored in this browser at a moment. */
export interface StorageSample {
  /** Since the epoch, in milliseconds. */
  atMs: number;
  /** Of the sounds in the local archive; absent where it does not open. */
  archiveBytes?: number;
  /** Of everything of this page; absent where the browser does not tell. */
  usageBytes?: number;
}

/** What is measured. */
export interface StorageUseDeps {
  /** Opens the archive of this browser. */
  open: () => Promise<Pick<LocalArchive, "usage">>;
  estimate: () => Promise<Pick<StorageEstimate, "usage">>;
  nowMs?: () => number;
}

/** The samples of this browser, newest first: at most one of a day (UTC), the last 400. */
export function storageSamples(storage?: () => Storage): PersistedList<StorageSample> {
  return new PersistedList("storage-use", { most: mostSamples, isItem: isSample, ...(storage && { storage }) });
}

/** Takes the sample of today, where there is none. Rejects never; what does not answer is absent. */
export async function sampleStorage(
  samples: Pick<PersistedList<StorageSample>, "items">,
  { open, estimate, nowMs = () => Date.now() }: StorageUseDeps,
): Promise<void> {
  const hasToday = () => samples.items.some(({ atMs }) => Math.floor(atMs / dayMs) === Math.floor(nowMs() / dayMs));
  if (hasToday()) return;
  const none = () => undefined;
  const [archive, { usage } = {}] = await Promise.all([
    open()
      .then((opened) => opened.usage(), none)
      .catch(none),
    estimate().catch(none),
  ]);
  // Another tab may have been faster.
  if (hasToday() || (archive === undefined && usage === undefined)) return;
  const sizes = { ...(archive && { archiveBytes: archive.bytes }), ...(usage !== undefined && { usageBytes: usage }) };
  samples.items = [{ atMs: nowMs(), ...sizes }, ...samples.items];
}

/** Takes a sample each day for as long as the page lives. */
export function watchStorage(samples: Pick<PersistedList<StorageSample>, "items">, deps: StorageUseDeps): void {
  const take = () => void sampleStorage(samples, deps);
  setTimeout(take, firstMs);
  setInterval(take, everyMs);
}

function isSample(value: unknown): value is StorageSample {
  const { atMs, archiveBytes = 0, usageBytes = 0 } = Object(value) as Partial<StorageSample>;
  return [atMs, archiveBytes, usageBytes].every((number) => Number.isFinite(number) && Number(number) >= 0);
}
