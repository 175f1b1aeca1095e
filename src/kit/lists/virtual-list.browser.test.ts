import { createRawSnippet } from "svelte";
import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import VirtualList from "./VirtualList.svelte";

const newestFirst = (count: number): number[] => Array.from({ length: count }, (_, index) => count - index);

/** A list of numbers in a window of 400 px, each row saying its number. */
async function setup(count: number) {
  const opened: number[] = [];
  const row = createRawSnippet<[number]>((item) => ({ render: () => `<span>row ${item()}</span>` }));
  const place = document.createElement("div");
  place.style.height = "400px";
  document.body.append(place);
  const key = (item: number): number => item;
  const onopen = (item: number): number => opened.push(item);
  const props = { label: "Numbers", items: newestFirst(count), key, row, onopen };
  const { rerender } = await render(VirtualList, { props, target: place });
  const list = page.getByRole("listbox", { name: "Numbers" });
  const viewport = list.element();
  /** The number of the row at the top edge of the window. */
  const first = (): string => {
    const { left, top } = viewport.getBoundingClientRect();
    return document.elementFromPoint(left + 5, top + 2)?.closest("[role=option]")?.textContent ?? "";
  };
  const grow = (to: number): Promise<void> => rerender({ items: newestFirst(to) });
  return { list, viewport, first, grow, opened };
}

const row = (name: number): ReturnType<typeof page.getByText> => page.getByText(`row ${name}`, { exact: true });

describe("VirtualList", () => {
  it("shows the end of 300,000 rows with a few dozen elements", async () => {
    const { viewport } = await setup(300_000);
    viewport.scrollTop = viewport.scrollHeight;
    await expect.element(row(1)).toBeInViewport();
    expect(viewport.querySelectorAll("[role=option]").length).toBeLessThan(60);
  });

  it("keeps the row that is being read when rows come in front, and counts them", async () => {
    const { viewport, first, grow } = await setup(5000);
    viewport.scrollTop = 1000 * 28;
    await expect.poll(first).toBe("row 4000");
    await grow(5007);
    await expect.element(page.getByRole("button", { name: "7 new rows" })).toBeVisible();
    expect(first()).toBe("row 4000");
    await page.getByRole("button", { name: "7 new rows" }).click();
    await expect.poll(first).toBe("row 5007");
    await expect.element(page.getByRole("button", { name: "7 new rows" })).not.toBeInTheDocument();
  });

  it("follows the newest row while the top is in view", async () => {
    const { first, grow } = await setup(100);
    await grow(130);
    await expect.poll(first).toBe("row 130");
  });

  it("moves by places on the keyboard and opens with Enter", async () => {
    const { list, opened } = await setup(1000);
    (list.element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowDown}jj{ArrowUp}{Enter}");
    expect(opened).toEqual([999]);
    await userEvent.keyboard("{End}");
    await expect.element(row(1)).toBeInViewport();
    await expect.element(page.getByRole("option", { selected: true })).toHaveTextContent("row 1");
    expect(document.getElementById(list.element().getAttribute("aria-activedescendant") ?? "")?.textContent).toBe(
      "row 1",
    );
  });
});
