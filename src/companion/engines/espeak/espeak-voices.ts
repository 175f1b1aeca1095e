import type { VoiceName } from "../../../emulator/synthesis/voices.ts";

/** Settings that turn espeak-ng's Russian and English into one of the platform's voices. */
export interface EspeakVoice {
  /**
   * A voice variant in espeak-ng's own format: `pitch` in Hz (base and top), `formant` number with its frequency, strength and
   * width in percent, `tone` as pairs of frequency and strength.
   */
  variant: string;
  /** espeak-ng volume (100 is its own normal) at which this variant peaks near -4 dB of full scale. */
  volume: number;
}

const variant = (gender: "female" | "male", lines: readonly string[]) =>
  ["language variant", `gender ${gender}`, ...lines, ""].join("\n");

/** The platform's voices. They differ in pitch and formants; espeak-ng imitates no real person. */
export const espeakVoices: Record<VoiceName, EspeakVoice> = {
  /** A calm woman's voice, median about 190 Hz. */
  borisova: {
    volume: 75,
    variant: variant("female", [
      "pitch 150 205",
      "formant 0 105 80 150",
      "formant 1 112 80 150",
      "formant 2 116 75 150",
      "formant 3 114 75 150",
      "formant 4 115 80 150",
      "formant 5 115 80 150",
      "formant 6 110 70 150",
      "formant 7 110 70 150",
      "formant 8 110 70 150",
      "breath 0 2 3 3 3 3 3 2",
      "stressAmp 18 18 20 20 20 20 20 20",
      "roughness 1",
    ]),
  },
  /** A bright woman's voice, median about 255 Hz. */
  kishchik: {
    volume: 38,
    variant: variant("female", [
      "pitch 188 275",
      "formant 0 110 80 150",
      "formant 1 122 75 150 -30",
      "formant 2 128 80 140 -150",
      "formant 3 125 90 140",
      "formant 4 128 90 140",
      "formant 5 125 90 140",
      "formant 6 120 80 150",
      "formant 7 115 70 150",
      "formant 8 115 70 150",
      "tone 600 150 1200 200 2000 255",
      "stressAmp 18 18 20 20 20 20 20 20",
      "roughness 0",
    ]),
  },
  /** A deep man's voice, median about 85 Hz. */
  gandzhaev: {
    volume: 38,
    variant: variant("male", [
      "pitch 72 98",
      "formant 0 100 110 100",
      "formant 1 92 110 100",
      "formant 2 90 105 100",
      "formant 3 92 100 100",
      "formant 4 92 95 100",
      "formant 5 92 90 100",
      "tone 600 255 1200 170 2000 110",
      "voicing 110",
      "consonants 90",
      "roughness 2",
    ]),
  },
  /** A clear man's voice, median about 130 Hz. */
  gavrilov: {
    volume: 38,
    variant: variant("male", [
      "pitch 98 142",
      "formant 2 102 105 100",
      "formant 3 103 110 95",
      "formant 4 102 105 100",
      "formant 5 102 105 100",
      "tone 600 200 1200 220 2000 230",
      "roughness 0",
    ]),
  },
};
