/**
 * Fades the edge of a row beyond which more of it can be scrolled into view: `{@attach fadeEdges}`. Without it nothing says
 * that a row without a scrollbar scrolls.
 *
 * Sets `--fade-start` and `--fade-end`, lengths that are 0 where the row ends, and a mask of them.
 */
export function fadeEdges(row: HTMLElement): () => void {
  const fade = (): void => {
    const beyondPx = row.scrollWidth - row.clientWidth - row.scrollLeft;
    row.style.setProperty("--fade-start", row.scrollLeft > 1 ? widest : "0px");
    row.style.setProperty("--fade-end", beyondPx > 1 ? widest : "0px");
  };
  const sizes = new ResizeObserver(fade);
  const follow = (): void => {
    for (const child of row.children) sizes.observe(child);
    fade();
  };
  const children = new MutationObserver(follow);
  row.style.maskImage =
    "linear-gradient(to right, transparent, black var(--fade-start), black calc(100% - var(--fade-end)), transparent)";
  row.addEventListener("scroll", fade, { passive: true });
  sizes.observe(row);
  children.observe(row, { childList: true });
  follow();
  return () => {
    row.removeEventListener("scroll", fade);
    sizes.disconnect();
    children.disconnect();
  };
}

const widest = "40px";
