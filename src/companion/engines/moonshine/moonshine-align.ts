/** Half the width of the median filter that smooths attention over time, in encoder frames. */
const smoothing = 3;

/**
 * Finds where each token begins, by the cheapest monotonic path through the attention (dynamic time warping).
 *
 * @param attention one row for each token: its weight for each encoder frame
 * @returns the frame at which each token begins; never decreasing
 */
export function tokenStarts(attention: readonly Float32Array[]): number[] {
  const frames = attention[0]?.length ?? 0;
  if (frames === 0) return attention.map(() => 0);
  const rows = normalised(attention, frames).map(smoothed);
  return walkBack(cheapestMoves(rows, frames), rows.length, frames);
}

/** Each frame normalised to mean 0 and deviation 1 over the tokens, so that frames that every token attends to do not win. */
function normalised(attention: readonly Float32Array[], frames: number): Float32Array[] {
  const rows = attention.map((row) => Float32Array.from(row));
  for (let frame = 0; frame < frames; frame++) {
    const column = rows.map((row) => row[frame]!);
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length) || 1;
    for (const row of rows) row[frame] = (row[frame]! - mean) / deviation;
  }
  return rows;
}

function smoothed(row: Float32Array): Float32Array {
  const last = row.length - 1;
  const window = new Float32Array(2 * smoothing + 1);
  return row.map((_, centre) => {
    for (let k = 0; k < window.length; k++) window[k] = row[Math.min(last, Math.max(0, centre + k - smoothing))]!;
    return window.sort()[smoothing]!;
  });
}

const diagonal = 0;
const nextToken = 1;
const nextFrame = 2;

/** For every cell (token, frame), by which move the cheapest path arrives. */
function cheapestMoves(rows: readonly Float32Array[], frames: number): Uint8Array[] {
  const moves: Uint8Array[] = [];
  let before = new Float64Array(frames + 1).fill(Infinity);
  before[0] = 0;
  for (const row of rows) {
    const costs = new Float64Array(frames + 1).fill(Infinity);
    const arrivals = new Uint8Array(frames + 1);
    for (let frame = 1; frame <= frames; frame++) {
      const cheapest = Math.min(before[frame - 1]!, before[frame]!, costs[frame - 1]!);
      arrivals[frame] = cheapest === before[frame - 1] ? diagonal : cheapest === before[frame] ? nextToken : nextFrame;
      costs[frame] = cheapest - row[frame - 1]!;
    }
    moves.push(arrivals);
    before = costs;
  }
  return moves;
}

function walkBack(moves: readonly Uint8Array[], tokens: number, frames: number): number[] {
  const starts = new Array<number>(tokens).fill(0);
  let token = tokens;
  let frame = frames;
  while (token > 0 && frame > 0) {
    starts[token - 1] = frame - 1;
    const move = moves[token - 1]![frame];
    if (move !== nextFrame) token--;
    if (move !== nextToken) frame--;
  }
  return starts;
}
