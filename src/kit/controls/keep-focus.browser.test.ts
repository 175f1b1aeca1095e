import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { keepFocus } from "./keep-focus.ts";

let place: HTMLElement;
let result: HTMLElement | null;

beforeEach(() => {
  place = document.createElement("div");
  place.innerHTML = `<div id="group"><button id="start">Start</button><button id="cancel">Cancel</button></div><p>Text</p>`;
  document.body.append(place);
  result = null;
  void keepFocus(() => result)(at("group"));
});
afterEach(() => place.remove());

const at = (id: string) => document.getElementById(id) as HTMLButtonElement;

describe("the focus of a button that is locked or goes", () => {
  it("moves to the next button of its group when its own press locks it", async () => {
    at("start").onclick = () => (at("start").disabled = true);
    await userEvent.click(at("start"));
    await expect.element(at("cancel")).toHaveFocus();
  });

  it("moves there when another button takes its place", async () => {
    at("start").onclick = () => at("start").remove();
    await userEvent.click(at("start"));
    await expect.element(at("cancel")).toHaveFocus();
  });

  it("moves to the result where there is one", async () => {
    result = place.appendChild(document.createElement("section"));
    result.tabIndex = -1;
    at("cancel").focus();
    at("cancel").disabled = true;
    await expect.element(result).toHaveFocus();
  });

  it("stays where the person put it", async () => {
    await userEvent.click(at("start"));
    await userEvent.click(place.querySelector("p")!);
    const changed = new Promise((resolve) => new MutationObserver(resolve).observe(at("start"), { attributes: true }));
    at("start").disabled = true;
    await changed;
    await expect.element(document.body).toHaveFocus();
  });
});
