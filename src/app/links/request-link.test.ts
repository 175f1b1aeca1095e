import { expect, it } from "vitest";
import { pathIdOf, queryOf } from "../router/address.ts";
import { requestLink } from "./request-link.ts";

it("leads to the page of an id of any characters, with slashes as they are where a URL keeps them", () => {
  for (const id of ["req_17_0001", "a/b c", "a/../b", "/a", "a//b", "a/", "100%", "a?b#c", "ключ", "a.b"]) {
    const href = new URL(requestLink(id, "f.3.x y"), "http://localhost").href;
    expect([pathIdOf(href), queryOf(href, "log")]).toEqual([id, "f.3.x y"]);
  }
  expect(requestLink("a/b c", "")).toBe("/request/a/b%20c");
});
