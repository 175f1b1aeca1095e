/** The element of a word by its index among all words; undefined where it is not on the screen. */
export function wordIn(box: Element | null, place: number): HTMLElement | undefined {
  return box?.querySelector<HTMLElement>(`[data-place="${String(place)}"]`) ?? undefined;
}

/** Brings a word into view inside its box; the page stays where it is. */
export function revealWord(box: HTMLElement, word: HTMLElement): void {
  const top = word.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  const isInView = top >= box.scrollTop && top + word.offsetHeight <= box.scrollTop + box.clientHeight;
  if (!isInView) box.scrollTop = top - box.clientHeight / 3;
}
