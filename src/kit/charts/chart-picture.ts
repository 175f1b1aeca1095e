/** Properties of elements of a chart that its style sheet sets. */
const properties = [
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"],
  ...["font-size", "font-family", "text-anchor", "paint-order"],
];
const [padPx, titlePx, legendPx] = [16, 24, 22];
const svgSpace = "http://www.w3.org/2000/svg";

/** A chart as a picture that stands by itself. */
export interface ChartPicture {
  svg: string;
  widthPx: number;
  heightPx: number;
}

/**
 * The charts in an element as one SVG file, under one another, in the colours of the moment, with title and legend. Charts are
 * `svg[data-chart]`, entries of a legend `[data-legend]` with their colour as `--colour`.
 */
export function chartPicture(place: HTMLElement, title: string): ChartPicture {
  const charts = [...place.querySelectorAll<SVGSVGElement>("svg[data-chart]")];
  const widthPx = Math.max(0, ...charts.map(({ clientWidth }) => clientWidth)) + 2 * padPx;
  const { root, text, end } = beginPicture(place, title);
  let [x, y] = [padPx, padPx + titlePx];
  const entries = [...place.querySelectorAll<HTMLElement>("[data-legend]")];
  for (const entry of entries) {
    const words = entry.dataset["legend"]!;
    const fill = resolvedColour(entry, "var(--colour)");
    root.append(svgElement("rect", { x, y: y + 2, width: 10, height: 10, rx: 2, fill }));
    root.append(text(x + 16, y + 11, words, 12));
    x += 32 + words.length * 7;
  }
  if (entries.length > 0) y += legendPx;
  for (const chart of charts) {
    const group = svgElement("g", { transform: `translate(${String(padPx)} ${String(y)})` });
    group.append(...[...chart.childNodes].map(standingAlone).filter((node) => node !== undefined));
    root.append(group);
    y += chart.clientHeight + legendPx;
  }
  return end(widthPx, y + padPx - (charts.length > 0 ? legendPx : 0));
}

/** A bar with its name and its number. */
export interface PictureBar {
  name: string;
  /** Its length beside the others; at least 0. */
  length: number;
  /** The number, as it is written. */
  value: string;
  /** A CSS colour. */
  colour: string;
}

/** Bars under one another as one SVG file, in the colours that an element has: the picture of a table of numbers. */
export function barsPicture(place: HTMLElement, title: string, bars: readonly PictureBar[]): ChartPicture {
  const { root, text, end } = beginPicture(place, title);
  const letters = (words: readonly string[]) => Math.max(0, ...words.map((word) => word.length)) * 7;
  const [namePx, barPx, valuePx] = [letters(bars.map(({ name }) => name)), 320, letters(bars.map((bar) => bar.value))];
  const longest = Math.max(0, ...bars.map(({ length }) => length));
  const left = padPx + namePx + 12;
  for (const [row, { name, length, value, colour }] of bars.entries()) {
    const y = padPx + titlePx + row * legendPx;
    const width = longest > 0 ? Math.max(length > 0 ? 1 : 0, (length / longest) * barPx) : 0;
    root.append(text(padPx, y + 14, name, 12), text(left + width + 8, y + 14, value, 12));
    root.append(
      svgElement("rect", { x: left, y: y + 3, width, height: 14, rx: 2, fill: resolvedColour(place, colour) }),
    );
  }
  const widthPx = Math.max(left + barPx + 8 + valuePx, title.length * 8.5 + padPx) + padPx;
  return end(widthPx, 2 * padPx + titlePx + bars.length * legendPx);
}

/** A picture with its ground and its title. */
function beginPicture(place: HTMLElement, title: string) {
  const styles = getComputedStyle(place);
  const root = svgElement("svg", { xmlns: svgSpace });
  const text = (x: number, y: number, words: string, size: number) => {
    const node = svgElement("text", { x, y, fill: styles.color, "font-size": size, "font-family": styles.fontFamily });
    node.textContent = words;
    return node;
  };
  const end = (widthPx: number, heightPx: number): ChartPicture => {
    for (const [name, value] of Object.entries({ width: widthPx, height: heightPx }))
      root.setAttribute(name, String(value));
    return { svg: new XMLSerializer().serializeToString(root), widthPx, heightPx };
  };
  root.append(svgElement("rect", { width: "100%", height: "100%", fill: styles.backgroundColor }));
  root.append(text(padPx, padPx + 14, title, 15));
  return { root, text, end };
}

/** Draws the picture, twice as fine as the screen. @throws Error when the browser cannot draw it */
export async function pictureAsPng({ svg, widthPx, heightPx }: ChartPicture): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image(widthPx, heightPx);
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(widthPx * 2, heightPx * 2);
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/png" });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A copy of a node with the style that it has here. */
function standingAlone(node: Node): Node | undefined {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType === Node.TEXT_NODE ? node.cloneNode() : undefined;
  const copy = node.cloneNode() as SVGElement;
  const styles = getComputedStyle(node as SVGElement);
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  for (const property of properties) {
    const value = styles.getPropertyValue(property);
    if (value !== "" && !copy.hasAttribute(property)) copy.setAttribute(property, value);
  }
  copy.append(...[...node.childNodes].map(standingAlone).filter((child) => child !== undefined));
  return copy;
}

function svgElement(name: string, attributes: Record<string, string | number>): SVGElement {
  const node = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

/** What a CSS colour is inside of an element. */
function resolvedColour(place: HTMLElement, colour: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
