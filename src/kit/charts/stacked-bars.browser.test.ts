import { mount, unmount } from "svelte";
import { expect, it, onTestFinished } from "vitest";
import StackedBars from "./StackedBars.svelte";

it("becomes narrower with its table, and wider", async () => {
  const place = document.body.appendChild(document.createElement("div"));
  place.innerHTML = `<table style="width: 100%; border-spacing: 0"><tr><td style="padding: 0"></td></tr></table>`;
  const series = [{ colour: "red" }];
  place.style.width = "600px";
  const bars = mount(StackedBars, {
    target: place.querySelector("td")!,
    props: { series, counts: [[1, 2]], heightPx: 10 },
  });
  onTestFinished(async () => {
    await unmount(bars);
    place.remove();
  });
  const picture = () => place.querySelector("svg")!.getBoundingClientRect().width;
  for (const width of [600, 300, 500]) {
    place.style.width = `${String(width)}px`;
    await expect.poll(picture).toBe(width);
  }
});
