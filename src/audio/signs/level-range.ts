const frameSeconds = 0.02;
const floorDbfs = -100;
const fullScale = 32_767;

/** Difference between the loud and the quiet tenth of all frames of 20 ms, in dB; quieter than -100 dBFS counts as -100. */
export function levelRangeDb(pieces: readonly Int16Array[], sampleRateHz: number): number {
  const length = Math.max(1, Math.round(frameSeconds * sampleRateHz));
  const levels: number[] = [];
  for (const piece of pieces) {
    for (let start = 0; start + length <= piece.length; start += length) {
      let sum = 0;
      for (let index = start; index < start + length; index++) sum += piece[index]! * piece[index]!;
      levels.push(Math.max(floorDbfs, 10 * Math.log10(sum / length / fullScale ** 2)));
    }
  }
  levels.sort((a, b) => a - b);
  const at = (share: number): number => levels[Math.floor(levels.length * share)] ?? 0;
  return at(0.9) - at(0.1);
}
