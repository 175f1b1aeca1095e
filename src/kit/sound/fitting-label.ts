/** Less room than this holds no letter with an ellipsis; in pixels. */
const leastRoom = 12;

/**
 * Cuts a label to a room, at a letter and with an ellipsis.
 *
 * @param room in pixels
 * @param measure width of a text in pixels
 * @returns an empty label, of width 2, where not even one letter fits
 */
export function fittingLabel(
  label: string,
  room: number,
  measure: (label: string) => number,
): { label: string; width: number } {
  const none = { label: "", width: 2 };
  // Measuring thousands of words in each frame would be slow.
  if (room < leastRoom) return none;
  const whole = measure(label);
  if (whole <= room) return { label, width: whole };
  const letters = [...label];
  // The share that fits is nearly right; what is left is tried letter by letter.
  for (let count = Math.min(letters.length - 1, Math.ceil((letters.length * room) / whole)); count > 0; count--) {
    const cut = `${letters.slice(0, count).join("")}…`;
    const width = measure(cut);
    if (width <= room) return { label: cut, width };
  }
  return none;
}
