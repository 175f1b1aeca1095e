import type { AudioMetrics } from "./audio-metrics.ts";
import type { SoundSigns } from "./signs/sound-signs.ts";

/** A field of the log: its decimal places, and the least and the most that can have been measured. */
type Field = [name: string, digits: number, least: number, most: number];

/** What each means, and its unit: see `AudioMetrics`. The call itself reports the length. */
const metricFields: Record<Exclude<keyof AudioMetrics, "seconds" | "signs">, Field> = {
  sampleRateHz: ["audio_rate_hz", 1, 1, 1e6],
  channelCount: ["audio_channels", 0, 1, 1000],
  levelDbfs: ["audio_level_dbfs", 1, -120, 0],
  peakDbfs: ["audio_peak_dbfs", 1, -120, 0],
  clippingShare: ["audio_clipping_share", 4, 0, 1],
  silenceShare: ["audio_silence_share", 4, 0, 1],
  realRateHz: ["audio_real_rate_hz", 1, 1, 1e6],
};

/** See `SoundSigns`. */
const signFields: Record<keyof SoundSigns, Field> = {
  levelRangeDb: ["audio_level_range_db", 1, 0, 120],
  correlation: ["audio_correlation", 3, -1, 1],
  secondCorrelation: ["audio_second_correlation", 3, -1, 1],
  pairEvenness: ["audio_pair_evenness", 3, 0, 1],
  swappedCorrelation: ["audio_swapped_correlation", 3, -1, 1],
  eightBitCorrelation: ["audio_8_bit_correlation", 3, -1, 1],
  muLawCorrelation: ["audio_mu_law_correlation", 3, -1, 1],
  aLawCorrelation: ["audio_a_law_correlation", 3, -1, 1],
  toneShare: ["audio_tone_share", 3, 0, 1],
  toneHz: ["audio_tone_hz", 1, 0, 1e6],
  lowShare: ["audio_low_share", 3, 0, 1],
  pitchHz: ["audio_pitch_hz", 1, 0, 1e6],
  paceHz: ["audio_pace_hz", 2, 0, 50],
  mixLossDb: ["audio_mix_loss_db", 1, 0, 120],
};

/** The metrics of audio as log fields: numbers only. */
export function audioFields(facts: AudioMetrics): Record<string, number> {
  return { ...written(facts, metricFields), ...(facts.signs && written(facts.signs, signFields)) };
}

/**
 * Reads the metrics back from the fields of a line. A figure that cannot have been measured counts as missing, for it must not name a
 * cause.
 *
 * @returns undefined when one is missing; without signs when one of these is
 */
export function readAudioFields(fields: Record<string, unknown>): AudioMetrics | undefined {
  const seconds = fields["audio_seconds"] ?? 0;
  const metrics = read(fields, metricFields);
  if (!metrics || typeof seconds !== "number") return undefined;
  // Lines of earlier versions tell nothing of low frequencies: as if all were there.
  const signs = read({ [signFields.lowShare[0]]: 1, ...fields }, signFields);
  return { seconds, ...metrics, ...(signs && { signs }) };
}

function written<K extends string>(facts: Record<K, number>, fields: Record<K, Field>): Record<string, number> {
  return Object.fromEntries(
    entriesOf(fields).map(([key, [name, digits]]) => [name, Number(facts[key].toFixed(digits))]),
  );
}

function read<K extends string>(
  values: Record<string, unknown>,
  fields: Record<K, Field>,
): Record<K, number> | undefined {
  const facts = entriesOf(fields).map(([key, [name, , least, most]]) => {
    const value = values[name];
    return [key, typeof value === "number" && value >= least && value <= most ? value : undefined] as const;
  });
  return facts.some(([, value]) => value === undefined) ? undefined : (Object.fromEntries(facts) as Record<K, number>);
}

const entriesOf = <K extends string>(fields: Record<K, Field>) => Object.entries(fields) as [K, Field][];
