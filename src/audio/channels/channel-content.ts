import { measureAudio } from "../audio-metrics.ts";
import { isSilent } from "../audio-problems.ts";
import { measureSigns, type SoundSigns } from "../signs/sound-signs.ts";

/**
 * What one channel holds: a voice, or single loud moments that may be words (`speech`); steady sound without a voice (`sound`: noise,
 * music, a hum); or next to nothing (`silence`).
 */
export type ChannelContent = "speech" | "sound" | "silence";

/** One channel by itself. */
export interface ChannelLevel {
  /** Root mean square, in dB of full scale, -120..0. */
  levelDbfs: number;
  content: ChannelContent;
}

/** The voices of people, at any speed that a wrong rate could give them, in Hz. */
const lowestVoiceHz = 35;
const highestVoiceHz = 420;
/** Between the loud and the quiet tenth of the frames, in dB: speech has pauses, also in some noise. */
const speechRangeDb = 8;
const speechCorrelation = 0.5;
const mostToneShare = 0.3;
/** Noise has peaks of 10 to 16 dB above its level; a few words in minutes of it have more. */
const mostCrestDb = 18;
/** Peaks below it are no words, in dBFS. */
const faintPeakDbfs = -50;

/** Measures one channel. @param samples 16 bit */
export function measureChannel(samples: Int16Array, sampleRateHz: number): ChannelLevel {
  const metrics = measureAudio(samples, sampleRateHz);
  const signs = measureSigns(samples, sampleRateHz);
  const { levelDbfs, peakDbfs } = metrics;
  const mayHaveWords = peakDbfs > faintPeakDbfs && peakDbfs - levelDbfs > mostCrestDb;
  if (mayHaveWords || (isVoice(signs) && !isSilent({ ...metrics, signs }))) return { levelDbfs, content: "speech" };
  return { levelDbfs, content: isSilent({ ...metrics, signs }) ? "silence" : "sound" };
}

function isVoice({ pitchHz, levelRangeDb, correlation, toneShare }: SoundSigns): boolean {
  const isPitched = pitchHz >= lowestVoiceHz && pitchHz <= highestVoiceHz;
  return isPitched && levelRangeDb >= speechRangeDb && correlation > speechCorrelation && toneShare < mostToneShare;
}
