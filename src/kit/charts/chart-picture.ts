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
  const styles = getComputedStyle(place);
  const widthPx = Math.max(0, ...charts.map(({ clientWidth }) => clientWidth)) + 2 * padPx;
  const root = element("svg", { xmlns: svgSpace });
  const text = (x: number, y: number, words: string, size: number) => {
    const node = element("text", { x, y, fill: styles.color, "font-size": size, "font-family": styles.fontFamily });
    node.textContent = words;
    return node;
  };
  root.append(element("rect", { width: "100%", height: "100%", fill: styles.backgroundColor }));
  root.append(text(padPx, padPx + 14, title, 15));
  let [x, y] = [padPx, padPx + titlePx];
  const entries = [...place.querySelectorAll<HTMLElement>("[data-legend]")];
  for (const entry of entries) {
    const words = entry.dataset["legend"]!;
    const colour = resolved(entry);
    root.append(element("rect", { x, y: y + 2, width: 10, height: 10, rx: 2, fill: colour }));
    root.append(text(x + 16, y + 11, words, 12));
    x += 32 + words.length * 7;
  }
  if (entries.length > 0) y += legendPx;
  for (const chart of charts) {
    const group = element("g", { transform: `translate(${String(padPx)} ${String(y)})` });
    group.append(...[...chart.childNodes].map(standingAlone).filter((node) => node !== undefined));
    root.append(group);
    y += chart.clientHeight + legendPx;
  }
  const heightPx = y + padPx - (charts.length > 0 ? legendPx : 0);
  for (const [name, value] of Object.entries({ width: widthPx, height: heightPx }))
    root.setAttribute(name, String(value));
  return { svg: new XMLSerializer().serializeToString(root), widthPx, heightPx };
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

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const node = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

function resolved(entry: HTMLElement): string {
  const probe = document.createElement("span");
  probe.style.color = "var(--colour)";
  entry.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
