import type { Page } from "@playwright/test";

/** A line of an accessibility tree, as Playwright writes it, and the line that it belongs to. */
interface TreeLine {
  line: string;
  role: string;
  /** Its name, else its text. */
  content: string;
  within: TreeLine | undefined;
}

const form =
  /^(?<indent> *)- '?(?<role>[a-z]+)(?: "(?<name>(?:\\.|[^"\\])*)")?(?: \[[^\]]*\])*'?(?::(?: (?<text>.*))?)?$/;
/** A number without a word: digits or a dash for a missing one, with signs and units. */
const bareNumber = /^(?:[\s"–—−+±~≈<>≤≥×.,()/\d-]|%|(?<![a-z])(?:[mµ]?s|min|h|[kMG]?B|k?Hz|dB)(?![a-z]))+$/i;
/** Their term, or the head of their column, is read out with them. */
const namedByTheirPlace = new Set(["cell", "gridcell", "rowheader", "definition"]);
/** Choices, which are read out with the name of what they are choices of. */
const choices = new Set(["option", "radio"]);

/**
 * What of a page is read out as a number and nothing else: a link "50,000", or a text between two buttons. A number is named
 * where its own line of the tree has a word; where it stands in a cell of a table that has heads of columns, or in the
 * definition of a term; and where it is a choice within something that has a name.
 */
export async function lonelyNumbers(page: Page): Promise<string[]> {
  const lines = readTree(await page.locator("body").ariaSnapshot());
  const tablesWithHeads = new Set(
    lines.filter(({ role }) => role === "columnheader").map((head) => placesOf(head).find(isTable)),
  );
  const isNamed = (line: TreeLine) => {
    const places = [line, ...placesOf(line)];
    if (choices.has(line.role)) return places.slice(1).some(({ content }) => /\p{L}/u.test(content));
    const place = places.find(({ role }) => namedByTheirPlace.has(role));
    return place?.role === "definition" || (place !== undefined && tablesWithHeads.has(placesOf(place).find(isTable)));
  };
  return (
    lines
      // A row is what its cells are, which follow.
      .filter(({ role }) => role !== "row")
      .filter(({ content }) => /[\d–—]/.test(content) && bareNumber.test(content))
      .filter((line) => !isNamed(line))
      .map(({ line, within }) => `${within?.line.trim() ?? ""} ${line.trim()}`)
  );
}

/** The lines of a tree, each with the one that it belongs to; addresses of links are none. */
function readTree(tree: string): TreeLine[] {
  const open: { indent: number; line: TreeLine }[] = [];
  return tree.split("\n").flatMap((line) => {
    const { indent, role, name, text } = form.exec(line)?.groups ?? {};
    if (indent === undefined || role === undefined) return [];
    while (open.length > 0 && open.at(-1)!.indent >= indent.length) open.pop();
    const read = { line, role, content: name ?? text ?? "", within: open.at(-1)?.line };
    open.push({ indent: indent.length, line: read });
    return [read];
  });
}

/** All that a line stands in, the nearest first. */
function placesOf({ within }: TreeLine): TreeLine[] {
  return within === undefined ? [] : [within, ...placesOf(within)];
}

function isTable({ role }: TreeLine): boolean {
  return ["table", "grid", "treegrid"].includes(role);
}
