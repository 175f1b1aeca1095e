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
      note: `${lines}, ${isRotating ? text.present.rotates : fullWords(fit, sizeBytes, maxBytes, growth.endMs, { format, text })}`,
    };
  });
}

function fullWords(
  fit: SeriesFit | undefined,
  sizeBytes: number,
  maxBytes: number,
  endMs: number,
  { format, text }: Writer,
): string {
  if (fit === undefined) return text.present.noForecast;
  const reach = whenSumReaches(fit, sizeBytes, maxBytes);
  const date = (ahead: number) => format.date(endMs + (ahead - 1) * dayMs);
  if (reach.is === "already") return text.present.rotates;
  return reach.is === "never"
    ? text.present.notFull(date(reach.searchedDays + 1))
    : text.present.fullAbout(date(reach.expected));
}

/** What the browser, the gateway and the platform say of their limits. */
export function browserTiles(
  { stats, archive, bridge, memory }: PresentQuantities,
  settings: Pick<Settings, "archiveMegabytes">,
  { format, text }: Writer,
): PresentTile[] {
  const { present } = text;
  const filled = (used: number, most: number, write: (value: number) => string) => ({
    value: present.of(write(used), write(most)),
    share: most > 0 ? used / most : 0,
  });
  const tiles: PresentTile[] = [];
  if (archive) {
    const size = filled(archive.bytes, settings.archiveMegabytes * archiveMegabyteBytes, format.bytes);
    tiles.push({ label: present.archive, ...size, note: present.audios(archive.audios) });
  }
  tiles.push({
    label: present.quota,
    ...(stats?.usageBytes !== undefined && stats.quotaBytes !== undefined
      ? { ...filled(stats.usageBytes, stats.quotaBytes, format.bytes), note: present.quotaWhy }
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
