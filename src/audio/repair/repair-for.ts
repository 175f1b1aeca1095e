import type { AudioMetrics } from "../audio-metrics.ts";
import { likelyRateHz } from "./likely-rate.ts";
import type { ByteCoding, Repair } from "./repair.ts";

/** Peaks of an amplified recording, in dBFS. */
const peakDbfs = -3;
const mostGainDb = 60;
const leastGainDb = 6;
/** Below it there is nothing but the last bits of silence, in dBFS. */
const nothingDbfs = -84;

/**
 * The repair for a fault of a recording; undefined where nothing can be mended: frequencies that are gone, noise, a tone, digital silence.
 *
 * @param cause as the diagnosis names it
 * @param sourceRateHz as the file states it; default: the rate of the metrics
 */
export function repairFor(cause: string, metrics: AudioMetrics, sourceRateHz?: number): Repair | undefined {
  const { signs } = metrics;
  if (cause === "silent-audio") return gainFor(metrics);
  if (cause === "clipped-audio") return { is: "peaks" };
  if (!signs) return undefined;
  if (cause === "byte-order") return { is: "byte-order" };
  if (cause === "channels-interleaved") return { is: "two-channels" };
  if (cause === "mains-hum") return { is: "hum", mainsHz: isMultiple(signs.toneHz, 50) ? 50 : 60 };
  if (cause === "byte-samples") {
    const readings: [ByteCoding, number][] = [
      ["pcm8", signs.eightBitCorrelation],
      ["mulaw", signs.muLawCorrelation],
      ["alaw", signs.aLawCorrelation],
    ];
    return { is: "bytes", coding: readings.reduce((a, b) => (b[1] > a[1] ? b : a))[0] };
  }
  if (cause === "wrong-speed" || cause === "narrow-audio") {
    const sampleRateHz = likelyRateHz(signs, sourceRateHz ?? metrics.sampleRateHz);
    return sampleRateHz === undefined ? undefined : { is: "rate", sampleRateHz };
  }
  return undefined;
}

function gainFor(metrics: AudioMetrics): Repair | undefined {
  const gainDb = Math.min(mostGainDb, Math.round(peakDbfs - metrics.peakDbfs));
  return metrics.peakDbfs > nothingDbfs && gainDb >= leastGainDb ? { is: "gain", gainDb } : undefined;
}

/** As `isMains` of the diagnosis: measured to 3 Hz. */
function isMultiple(hz: number, mainsHz: number): boolean {
  return [1, 2, 3, 4].some((multiple) => Math.abs(hz - mainsHz * multiple) <= 3);
}
