/**
 * One byte a row, 1 where the row fails a condition. Its length is a multiple of four, so that masks are joined four rows at a
 * time; what lies beyond the rows is 0.
 */
export type Mask = Uint8Array<ArrayBuffer>;

/** Creates a mask that fails nothing. */
export function createMask(rows: number): Mask {
  return new Uint8Array((rows + 3) & ~3);
}

const words = (mask: Mask) => new Uint32Array(mask.buffer);

/** Adds the failures of one mask to the counts in another. */
export function addMask(counts: Mask, mask: Mask): void {
  const [to, from] = [words(counts), words(mask)];
  for (let at = 0; at < to.length; at++) to[at] = to[at]! + from[at]!;
}

/** Fails where one of the masks fails. */
export function failAny(masks: Mask[], rows: number): Mask {
  const joined = createMask(rows);
  const to = words(joined);
  for (const from of masks.map(words)) for (let at = 0; at < to.length; at++) to[at] = to[at]! | from[at]!;
  return joined;
}

/** Fails where all of the masks fail. */
export function failAll(masks: Mask[], rows: number): Mask {
  const joined = createMask(rows).fill(1, 0, rows);
  const to = words(joined);
  for (const from of masks.map(words)) for (let at = 0; at < to.length; at++) to[at] = to[at]! & from[at]!;
  return joined;
}

/** Fails where the mask does not. */
export function failNot(mask: Mask, rows: number): Mask {
  const turned = createMask(rows);
  const [to, from] = [words(turned), words(mask)];
  for (let at = 0; at < to.length; at++) to[at] = from[at]! ^ 0x01010101;
  turned.fill(0, rows);
  return turned;
}

/** Rows that fail nothing. */
export function countPassing(failures: Mask, rows: number): number {
  let failing = 0;
  const fours = words(failures);
  for (let at = 0; at < fours.length; at++) {
    const four = fours[at]!;
    if (four === 0) continue;
    failing += ((four & 255) !== 0 ? 1 : 0) + ((four & 0xff00) !== 0 ? 1 : 0);
    failing += ((four & 0xff0000) !== 0 ? 1 : 0) + (four >>> 24 !== 0 ? 1 : 0);
  }
  return rows - failing;
}
