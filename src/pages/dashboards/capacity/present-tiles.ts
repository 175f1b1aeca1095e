import { fitGrowth } from "../../../analytics/forecast/fit-growth.ts";
import { fitSeries, type SeriesFit } from "../../../analytics/forecast/fit-series.ts";
import { whenSumReaches } from "../../../analytics/forecast/when-reached.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import { archiveMegabyteBytes, megabyteBytes } from "../../../settings/storage-sizes.ts";
import type { Settings } from "../../../settings/settings.ts";
import { logFileNames, type LogFileName, type LogStats } from "../../../store/log-store.ts";
import type { CapacityText } from "./capacity-text.ts";
import type { LogGrowth, PresentQuantities } from "./present-quantities.svelte.ts";

const dayMs = 86_400_000;

/** A quantity of now. */
export interface PresentTile {
  label: string;
  value: string;
  /** How much of its limit, from 0 to 1; undefined without a limit. */
  share?: number;
  note?: string;
}

interface Writer {
  format: Format;
  text: CapacityText;
}

/** The files of a log; of an imported one those that it has. @param growth undefined: of an imported log, which has no limit */
export function fileTiles(
  stats: LogStats,
  limits: Settings["logFiles"],
  growth: LogGrowth | undefined,
  { format, text }: Writer,
): PresentTile[] {
  const hasFile = (file: LogFileName) =>
    growth !== undefined || stats.parts.some((part) => part.file === file && part.lines > 0);
  return logFileNames.filter(hasFile).map((file): PresentTile => {
    const parts = stats.parts.filter((part) => part.file === file);
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    const lines = text.present.lines(parts.reduce((sum, part) => sum + part.lines, 0));
    if (!growth) return { label: file, value: format.bytes(sizeBytes), note: lines };
    const { maxMegabytes, backups } = limits[file];
    const maxBytes = maxMegabytes * megabyteBytes * (1 + backups);
    const each = stats.events > 0 ? sizeBytes / stats.events : 0;
    const fit = fitSeries(growth.events.map((count) => count * each));
    // The next part that is full takes the place of the last backup.
    const isRotating = parts.some(({ backup }) => backup > 0 && backup >= backups);
    return {
      label: file,
      value: text.present.of(format.bytes(sizeBytes), format.bytes(maxBytes)),
      share: sizeBytes / maxBytes,
      note: `${lines}, ${isRotating ? text.present.logFile.already : fullWords(fit, [sizeBytes, maxBytes], growth.endMs, text.present.logFile, { format, text })}`,
    };
  });
}

/** @param endMs end of the history @param full words for a store that is full, or will be */
function fullWords(
  fit: SeriesFit | undefined,
  [usedBytes, maxBytes]: [number, number],
  endMs: number,
  full: { about: (date: string) => string; already: string },
  { format, text }: Writer,
): string {
  if (fit === undefined) return text.present.noForecast;
  const reach = whenSumReaches(fit, usedBytes, maxBytes);
  const date = (ahead: number) => format.date(endMs + (ahead - 1) * dayMs);
  if (reach.is === "already") return full.already;
  return reach.is === "never" ? text.present.notFull(date(reach.searchedDays + 1)) : full.about(date(reach.expected));
}

/** When a store of this browser is full, by what it held on the days on which it was measured. @param size which of the samples */
function storageWords(
  { samples, readMs }: Pick<PresentQuantities, "samples" | "readMs">,
  size: "archiveBytes" | "usageBytes",
  [usedBytes, maxBytes]: [number, number],
  { format, text }: Writer,
): string {
  const before = samples.filter(({ atMs, [size]: value }) => value !== undefined && atMs < readMs).reverse();
  const levels = [
    ...before.map(({ atMs, [size]: value = 0 }) => ({ atMs, value })),
    { atMs: readMs, value: usedBytes },
  ];
  const fit = fitGrowth(levels);
  const measured = text.present.measured(before.length);
  if (fit === undefined) return `${measured}: ${text.present.noForecast}`;
  // The history ends now, so its next day ends a day from now.
  const words = fullWords(fit, [usedBytes, maxBytes], readMs + dayMs, text.present[size], { format, text });
  return `${words} (${measured})`;
}

/** What the browser, the gateway and the platform say of their limits. */
export function browserTiles(
  now: PresentQuantities,
  settings: Pick<Settings, "archiveMegabytes">,
  { format, text }: Writer,
): PresentTile[] {
  const { stats, archive, bridge, memory } = now;
  const { present } = text;
  const filled = (used: number, most: number, write: (value: number) => string) => ({
    value: present.of(write(used), write(most)),
    share: most > 0 ? used / most : 0,
  });
  const tiles: PresentTile[] = [];
  if (archive) {
    const maxBytes = settings.archiveMegabytes * archiveMegabyteBytes;
    const words = storageWords(now, "archiveBytes", [archive.bytes, maxBytes], { format, text });
    const note = `${present.audios(archive.audios)}; ${words}`;
    tiles.push({ label: present.archive, ...filled(archive.bytes, maxBytes, format.bytes), note });
  }
  tiles.push({
    label: present.quota,
    ...(stats?.usageBytes !== undefined && stats.quotaBytes !== undefined
      ? {
          ...filled(stats.usageBytes, stats.quotaBytes, format.bytes),
          note: `${present.quotaWhy}; ${storageWords(now, "usageBytes", [stats.usageBytes, stats.quotaBytes], { format, text })}`,
        }
      : { value: "–", note: present.untold }),
  });
  tiles.push({
    label: present.memory,
    ...(memory
      ? { ...filled(memory.usedJSHeapSize, memory.jsHeapSizeLimit, format.bytes), note: present.memoryWhy }
      : { value: "–", note: present.untold }),
  });
  if (bridge !== undefined)
    tiles.push({
      label: present.bridge,
      ...(bridge
        ? {
            ...filled(bridge.connections, bridge.maxConnections, (value) => format.number(value)),
            note: present.bridgeWhy,
          }
        : { value: "–", note: present.noBridge }),
    });
  return tiles;
}
