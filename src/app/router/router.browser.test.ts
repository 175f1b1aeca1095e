import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fragmentAddresses } from "./address-form.ts";
import { Router } from "./router.svelte.ts";

describe("Router", () => {
  const began = location.href;
  beforeEach(() => history.pushState(null, "", "/logs/?level=ERROR&q=a%20b"));
  afterEach(() => history.replaceState(null, "", began));

  /** A started router, and a link of the document to click on. */
  function setup(href: string, attributes: Record<string, string> = {}) {
    const router = new Router();
    const stop = router.start();
    const link = Object.assign(document.createElement("a"), { href });
    for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
    // Whatever the router leaves to the browser must not take the test away.
    addEventListener("click", (event) => event.preventDefault(), { once: true });
    document.body.append(link);
    return { router, link, stop };
  }

  it("says path and query of the address", () => {
    const router = new Router();
    expect(router.path).toBe("/logs");
    expect([router.query("level"), router.query("q"), router.query("none")]).toEqual(["ERROR", "a b", ""]);
  });

  it("says the id in the path, whatever characters it has", () => {
    for (const id of ["req_17_0001", "a/b c", "100%", "ключ"]) {
      history.pushState(null, "", `/request/${encodeURIComponent(id)}?log=x`);
      expect([new Router().pathId, new Router().query("log")]).toEqual([id, "x"]);
    }
    history.pushState(null, "", "/request/100%");
    expect(new Router().pathId).toBe("100%");
    history.pushState(null, "", "/logs");
    expect(new Router().pathId).toBe("");
  });

  it("reads the name that the imported log had in addresses of earlier versions", () => {
    const router = new Router();
    router.go("/logs?set=abc.1.x&q=a");
    expect([router.query("log"), router.query("set"), location.search]).toEqual(["abc.1.x", "", "?q=a&log=abc.1.x"]);
    history.pushState(null, "", "/logs?set=abc");
    expect(new Router().query("log")).toBe("abc");
  });

  it("changes some of the query and keeps the rest", () => {
    const { pathname, search } = new URL(new Router().withQuery({ level: "", service: "TTS" }));
    expect(pathname + search).toBe("/logs/?q=a+b&service=TTS");
  });

  it("follows a plain click on a link, and Back", async () => {
    const { router, link, stop } = setup("/settings");
    link.click();
    expect([router.path, location.pathname]).toEqual(["/settings", "/settings"]);
    history.back();
    await expect.poll(() => router.path).toBe("/logs");
    stop();
  });

  it("leaves new tabs, downloads and other origins to the browser", () => {
    for (const [href, attributes] of [
      ["/settings", { target: "_blank" }],
      ["/settings", { download: "x" }],
      ["https://other.example/settings", {}],
    ] as const) {
      const { router, link, stop } = setup(href, attributes);
      link.click();
      expect(router.path).toBe("/logs");
      stop();
    }
    const { router, link, stop } = setup("/settings");
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
    expect(router.path).toBe("/logs");
    stop();
  });

  it("leaves no step for Back when it replaces", () => {
    const router = new Router();
    const steps = history.length;
    router.go("/logs?q=x", { replace: true });
    expect([history.length, location.search, router.query("q")]).toEqual([steps, "?q=x", "x"]);
  });

  it("keeps addresses behind the # where the server knows one document only, in links and for Skip to content too", async () => {
    history.pushState(null, "", "/logs/#/errors?log=x");
    const router = new Router(window, fragmentAddresses(location.href));
    const stop = router.start();
    const main = Object.assign(document.createElement("main"), { id: "there", tabIndex: -1 });
    const [link, skip] = ["/request/a%2Fb", "#there"].map((href) =>
      Object.assign(document.createElement("a"), { href, textContent: href }),
    );
    document.body.append(link!, skip!, main);
    expect([router.path, router.query("log")]).toEqual(["/errors", "x"]);
    link!.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    expect(link!.getAttribute("href")).toBe(`${location.origin}/logs/#/request/a%2Fb`);
    link!.click();
    expect([router.pathId, location.pathname + location.hash]).toEqual(["a/b", "/logs/#/request/a%2Fb"]);
    skip!.click();
    expect([document.activeElement, location.hash]).toEqual([main, "#/request/a%2Fb"]);
    history.back();
    await expect.poll(() => router.path).toBe("/errors");
    stop();
    for (const element of [link!, skip!, main]) element.remove();
  });
});
