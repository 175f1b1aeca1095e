import { ownManner, type Speaker } from "../synthesis/speaker.ts";
import type { Manner, SynthesisEngine } from "../synthesis/synthesis-engine.ts";
import { voiceNames } from "../synthesis/voices.ts";
import { measurePitch, type PitchRange } from "../../audio/measure-pitch.ts";

/** A voice of the engine, adjusted to the pitch of a sample. It does not have the speaker's identity. */
export interface MatchedVoice extends Speaker {
  /** Pitch of the sample. */
  wanted: PitchRange;
  /** Pitch of the engine's speech with this voice. */
  reached: PitchRange;
}

/** Text for measuring the engine's voices, long enough for a stable median. */
const trial: Record<string, string> = {
  ru: "Сегодня хорошая погода, и мы долго гуляли у реки. Мама мыла раму, а папа читал новую газету.",
  en: "The weather is fine today, and we have been walking along the river. My mother reads a new book every morning.",
};
/** Steps of the bisection over pitch; the last one is below the engine's resolution. */
const searchSteps = 7;
const intonations = { min: 0.2, max: 2 } as const;

/**
 * Finds the voice, pitch and liveliness with which the engine comes closest to a sample.
 *
 * @throws what the engine throws
 */
export async function matchVoice(
  engine: SynthesisEngine,
  wanted: PitchRange,
  signal: AbortSignal,
): Promise<MatchedVoice> {
  const measure = async (voice: Speaker["voice"], change: Partial<Manner>): Promise<PitchRange> => {
    const manner = { ...ownManner, ...change };
    const language = engine.languages[0] ?? "ru";
    const job = { language, voice, spans: [{ text: trial[language] ?? trial["en"]!, manner }] };
    const samples: number[] = [];
    for await (const chunk of engine.speak(job, signal)) for (const sample of chunk) samples.push(sample / 32_768);
    const pitch = await measurePitch(Float32Array.from(samples), engine.sampleRateHz, signal);
    if (!pitch) throw new Error(`no pitch was found in what the engine says as ${voice}`);
    return pitch;
  };

  const voice = await nearestVoice(wanted, (name) => measure(name, {}));
  const plain = await measure(voice, {});
  const intonation = clamp(ownManner.intonation * (spread(wanted) / spread(plain)), intonations);

  let [below, above] = [-1, 1];
  let best: MatchedVoice | undefined;
  for (let step = 0; step < searchSteps; step++) {
    const pitch = (below + above) / 2;
    const reached = await measure(voice, { pitch, intonation });
    if (!best || distance(reached, wanted) < distance(best.reached, wanted)) {
      best = { voice, manner: { ...ownManner, pitch, intonation }, wanted, reached };
    }
    if (reached.medianHz < wanted.medianHz) below = pitch;
    else above = pitch;
  }
  return best!;
}

async function nearestVoice(wanted: PitchRange, measure: (name: Speaker["voice"]) => Promise<PitchRange>) {
  let nearest: { name: Speaker["voice"]; away: number } | undefined;
  for (const name of voiceNames) {
    const away = distance(await measure(name), wanted);
    if (!nearest || away < nearest.away) nearest = { name, away };
  }
  return nearest!.name;
}

/** Distance of two medians, in octaves: pitch is perceived as a ratio. */
function distance(left: PitchRange, right: PitchRange): number {
  return Math.abs(Math.log2(left.medianHz / right.medianHz));
}

function spread({ lowHz, highHz }: PitchRange): number {
  return Math.log2(highHz / lowHz);
}

function clamp(value: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, value));
}
