import { expect, it } from "vitest";
import { opensPalette } from "./opens-palette.ts";

const press = (key: string, code: string, held: object) => {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return opensPalette({ key, code, ...none, ...held });
};

it("is opened by Ctrl or Cmd with K, whatever the keyboard's layout", () => {
  expect(press("k", "KeyK", { ctrlKey: true })).toBe(true);
  expect(press("K", "KeyK", { metaKey: true })).toBe(true);
  expect(press("л", "KeyK", { ctrlKey: true })).toBe(true);
  // Dvorak: K is where QWERTY has V, and T where it has K.
  expect(press("k", "KeyV", { ctrlKey: true })).toBe(true);
  expect(press("t", "KeyK", { ctrlKey: true })).toBe(false);
});

it("is opened by no other keys", () => {
  expect(press("k", "KeyK", {})).toBe(false);
  expect(press("k", "KeyK", { ctrlKey: true, shiftKey: true })).toBe(false);
  expect(press("k", "KeyK", { ctrlKey: true, altKey: true })).toBe(false);
  expect(press("k", "KeyK", { ctrlKey: true, metaKey: true })).toBe(false);
});
