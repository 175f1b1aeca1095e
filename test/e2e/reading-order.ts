/**
 * What is read out in another order than it stands on the screen. To be evaluated in a page, so it needs nothing from outside.
 *
 * Of two neighbours in the document the second must not stand wholly above the first, nor left of it in the same row; only what
 * stands at the right edge alone, beside the rest, may be read last, and a term is read before its definition wherever that
 * stands. What floats over the page has no place in the order. The
 * page has one heading of the first level, before its content, and a part that is named by its heading begins with it.
 */
export function misplacedParts(): string[] {
  const tolerancePx = 1;
  const tagOf = (element: Element) => (element.cloneNode() as Element).outerHTML.slice(0, 120);

  /** Children with a place in the flow, looked through what has no box of its own. */
  function placed(parent: Element): Element[] {
    return [...parent.children].flatMap((child) => {
      const { display, position, visibility } = getComputedStyle(child);
      if (display === "contents") return placed(child);
      const { width, height } = child.getBoundingClientRect();
      const isSeen = width > 0 && height > 0 && visibility === "visible" && child.ariaHidden !== "true";
      return isSeen && ["static", "relative", "sticky"].includes(position) ? [child] : [];
    });
  }
  function isMisplaced(second: Element, first: Element, parent: Element): boolean {
    if (second.tagName === "DD") return false;
    const [after, before, whole] = [second, first, parent].map((element) => element.getBoundingClientRect());
    const isAbove = after!.bottom <= before!.top + tolerancePx;
    const halfOfRow = Math.min(after!.height, before!.height) / 2;
    const isLeft = Math.abs(after!.top - before!.top) < halfOfRow && after!.right <= before!.left + tolerancePx;
    const isAtRight = after!.left > (whole!.left + whole!.right) / 2;
    return isLeft || (isAbove && !isAtRight);
  }
  function inside(parent: Element): string[] {
    if (parent instanceof SVGElement) return [];
    const parts = placed(parent);
    const found = parts.filter((part, index) => index > 0 && isMisplaced(part, parts[index - 1]!, parent));
    return [...found.map((part) => `misplaced: ${tagOf(part)} in ${tagOf(parent)}`), ...parts.flatMap(inside)];
  }
  function beforeHeading(part: Element): string[] {
    const heading = part.querySelector("h1, h2, h3, h4");
    const name = part.ariaLabel ?? document.getElementById(part.getAttribute("aria-labelledby") ?? "")?.textContent;
    if (heading === null || name?.trim() !== heading.textContent.trim()) return [];
    const before = document.createRange();
    before.setStart(part, 0);
    before.setEndBefore(heading);
    const text = before.toString().trim();
    return text === "" ? [] : [`before its heading: ${text} in ${tagOf(part)}`];
  }

  const main = document.querySelector("main")!;
  const titles = [...document.querySelectorAll("h1")].filter((title) => title.checkVisibility());
  const isTitled =
    titles.length === 1 && (titles[0]!.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return [
    ...(isTitled ? [] : [`headings of the first level: ${titles.map(tagOf).join(", ")}`]),
    ...inside(document.body),
    ...[...document.querySelectorAll("section, article, aside, [role=region], dialog[open]")].flatMap(beforeHeading),
  ];
}
