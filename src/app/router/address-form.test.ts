import { expect, it } from "vitest";
import { fragmentAddresses } from "./address-form.ts";

const origin = "https://intra.example";

it("puts each address behind the # of the document, and reads it again", () => {
  const form = fragmentAddresses(`${origin}/tools/audiokit/?from=mail#/logs`);
  for (const address of ["/", "/logs?q=a%23b&log=1.x", "/request/a%2Fb", "/request/100%25?log=x"]) {
    const url = form.write(origin + address);
    expect(url).toBe(`${origin}/tools/audiokit/#${address}`);
    expect(form.read(url)).toBe(origin + address);
  }
});

it("takes the bare document for the start, a link in markup for itself, and a place in the page for no address", () => {
  const form = fragmentAddresses(`${origin}/tools/audiokit/index.html`);
  const read = (path: string) => form.read(origin + path);
  expect(read("/tools/audiokit/index.html")).toBe(`${origin}/`);
  expect(read("/logs?q=x")).toBe(`${origin}/logs?q=x`);
  expect(read("/tools/audiokit/index.html#content")).toBeUndefined();
});

it("is the same at the root of a server", () => {
  const form = fragmentAddresses(`${origin}/`);
  expect([form.read(`${origin}/#/logs`), form.read(`${origin}/logs`)]).toEqual([`${origin}/logs`, `${origin}/logs`]);
});
