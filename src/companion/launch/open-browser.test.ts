import { expect, it } from "vitest";
import { browserCommand } from "./open-browser.ts";

it.each([
  ["linux", { DISPLAY: ":0" }, "xdg-open http://127.0.0.1:1/"],
  ["linux", { WAYLAND_DISPLAY: "wayland-0" }, "xdg-open http://127.0.0.1:1/"],
  ["freebsd", { DISPLAY: "" }, undefined],
  ["linux", {}, undefined],
  ["darwin", {}, "open http://127.0.0.1:1/"],
  ["win32", {}, 'cmd /c start "" http://127.0.0.1:1/'],
] as const)("on %s with %j the browser is opened by %s", (platform, env, command) => {
  expect(browserCommand("http://127.0.0.1:1/", platform, env)?.join(" ")).toBe(command);
});
