import { createRawSnippet } from "svelte";
import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import IndexedList from "./IndexedList.svelte";

interface Options {
  isKnown: (index: number) => boolean;
  growsAtEnd: boolean;
  followsEnd: boolean;
  /** Indexes of the rows with a panel; none: rows have no panels. */
  expanded: number[];
}

/** A list of rows that say their index, in a window of 400 px. */
async function setup(count: number, { isKnown = () => true, expanded, ...more }: Partial<Options> = {}) {
  const opened: number[] = [];
  const windows: [number, number][] = [];
  const edges: boolean[] = [];
  const toggled: number[] = [];
  const row = createRawSnippet<[number, number]>((item) => ({ render: () => `<span>row ${String(item())}</span>` }));
  const panel = createRawSnippet<[number]>((item) => ({
    render: () => `<p style="height: 900px"><button>in ${String(item())}</button></p>`,
  }));
  const place = document.createElement("div");
  place.style.height = "400px";
  document.body.append(place);
  const expansion = {
    indexes: expanded ?? [],
    panel,
    label: (index: number) => `Fields of ${String(index)}`,
    ontoggle: (index: number) => void toggled.push(index),
  };
  const props = {
    label: "Numbers",
    count,
    itemAt: (index: number) => (isKnown(index) ? index : undefined),
    row,
    ...(expanded && { expansion }),
    onopen: (index: number) => void opened.push(index),
    onwindow: (first: number, end: number) => void windows.push([first, end]),
    onedge: (isInView: boolean) => void edges.push(isInView),
    ...more,
  };
  const { rerender } = await render(IndexedList, { props, target: place });
  const list = page.getByRole("listbox", { name: "Numbers" });
  return { list, opened, windows, edges, toggled, rerender };
}

const row = (index: number) => page.getByText(`row ${String(index)}`, { exact: true });

describe("IndexedList", () => {
  it("reaches the true end of 300,000 rows by one key, with a few dozen elements", async () => {
    const { list, windows } = await setup(300_000);
    (list.element() as HTMLElement).focus();
    await userEvent.keyboard("{End}");
    await expect.element(row(299_999)).toBeInViewport();
    expect(list.element().querySelectorAll("[role=option]").length).toBeLessThan(60);
    expect(windows.at(-1)![1]).toBe(300_000);
    await userEvent.keyboard("{Home}");
    await expect.element(row(0)).toBeInViewport();
  });

  it("keeps the place of rows that are not read yet, and says that they are on their way", async () => {
    const { list } = await setup(100, { isKnown: (index) => index !== 1 });
    const rows = list.element().querySelectorAll("[role=option]");
    expect(rows[1]!.getAttribute("aria-busy")).toBe("true");
    expect(rows[1]!.getAttribute("aria-posinset")).toBe("2");
    expect(rows[2]!.textContent).toContain("row 2");
  });

  it("opens the active row by Enter and any row by a click, and tells when the first row leaves the view", async () => {
    const { list, opened, edges } = await setup(1000);
    (list.element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await row(5).click();
    expect(opened).toEqual([1, 5]);
    await userEvent.keyboard("{End}");
    await expect.poll(() => edges.at(-1)).toBe(false);
  });

  it("that grows at its end shows the end as rows come, until it is left, and leads there again", async () => {
    const { list, edges, rerender } = await setup(1000, { growsAtEnd: true, followsEnd: true });
    await expect.element(row(999)).toBeInViewport();
    await rerender({ count: 1200 });
    await expect.element(row(1199)).toBeInViewport();
    expect(edges.at(-1)).toBe(true);
    const viewport = list.element().parentElement!;
    viewport.scrollTop -= 300;
    await expect.poll(() => edges.at(-1)).toBe(false);
    const { scrollTop } = viewport;
    await rerender({ count: 1500, followsEnd: false, waiting: 300 });
    expect(viewport.scrollTop).toBe(scrollTop);
    await page.getByRole("button", { name: "300 new rows" }).click();
    await expect.element(row(1499)).toBeInViewport();
    expect(edges.at(-1)).toBe(true);
  });

  it("shows what rows have below them, outside the list itself, and every other row right under it", async () => {
    const { list, toggled } = await setup(1000, { expanded: [1, 2, 900] });
    const panels = () => page.getByRole("region").elements().map((panel) => panel.getBoundingClientRect()); // prettier-ignore
    const box = (index: number) => row(index).element().closest("[role=option]")!.getBoundingClientRect();
    expect(panels().map(({ top }) => top)).toEqual([box(1).bottom, box(2).bottom]);
    expect([box(2).top, box(3).top]).toEqual(panels().map(({ bottom }) => bottom));
    expect(list.element().querySelector("[role=region]")).toBeNull();
    const button = page.getByRole("button", { name: "Fields of 1", exact: true });
    await expect.element(button).toHaveAttribute("aria-expanded", "true");
    await expect.element(page.getByRole("button", { name: "Fields of 0" })).toHaveAttribute("aria-expanded", "false");
    await button.click();
    expect(toggled).toEqual([1]);
    (list.element() as HTMLElement).focus();
    await userEvent.keyboard("{End}");
    await expect.element(row(999)).toBeInViewport();
    const viewport = list.element().parentElement!;
    expect(box(999).bottom).toBeCloseTo(viewport.getBoundingClientRect().bottom, 0);
    expect(viewport.scrollTop + viewport.clientHeight).toBe(viewport.scrollHeight);
  });

  it("leaves a panel by Escape: it goes, and the list has the focus", async () => {
    const { list, toggled } = await setup(1000, { expanded: [1] });
    await page.getByRole("button", { name: "in 1" }).click();
    await userEvent.keyboard("{Escape}");
    expect(toggled).toEqual([1]);
    expect(document.activeElement).toBe(list.element());
  });
});
