import { expect, it } from "vitest";
import { typedItems } from "./typed-items.ts";

function setup(typed: string) {
  const gone: string[] = [];
  const router = {
    go: (href: string) => void gone.push(href),
    query: (name: string) => (name === "log" ? "f.3.x" : ""),
    withQuery: () => "http://localhost/settings?log=f.3.x",
  };
  const { first, last } = typedItems(router, "en", typed);
  for (const { choose } of [...first, ...last]) choose();
  return gone;
}

it("leads from a request ID to the page of the request, and from any words to a search of the log", () => {
  expect(setup(" req_17_0001_a ")).toEqual(["/request/req_17_0001_a?log=f.3.x", "/logs?q=req_17_0001_a&log=f.3.x"]);
  expect(setup("a b")).toEqual(["/logs?q=a+b&log=f.3.x"]);
  expect(setup("  ")).toEqual([]);
});
