import { describe, expect, it } from "vitest";
import { createLiveSecrets } from "../../../basics/live-secrets.ts";
import { matchesEvent, parseLine } from "../../../query/match/matches-event.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import { addressOf, readyViews, viewOf } from "./ready-views.ts";
import { createSavedViews } from "./saved-views.ts";

function setup() {
  const map = new Map<string, string>();
  const storage = () => ({
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  });
  const { learn, scrub } = createLiveSecrets();
  return { map, learn, views: createSavedViews(scrub, storage) };
}

const names = (views: { all: { name: string }[] }) => views.all.map(({ name }) => name);

describe("saved views", () => {
  it("stand in the order of their names, each name once", () => {
    const { views } = setup();
    expect(["b", "a", " b "].map((name, index) => views.save(name, `q=${String(index)}`))).toEqual([true, true, true]);
    expect(views.all).toEqual([
      { name: "a", view: "q=1" },
      { name: "b", view: "q=2" },
    ]);
  });

  it("are renamed and deleted", () => {
    const { views } = setup();
    for (const name of ["a", "b", "c"]) views.save(name, `q=${name}`);
    expect([views.rename("a", "c"), views.rename("nobody", "x"), views.rename("b", " ")]).toEqual([true, false, false]);
    expect(views.all).toEqual([
      { name: "b", view: "q=b" },
      { name: "c", view: "q=a" },
    ]);
    views.delete("b");
    expect(names(views)).toEqual(["c"]);
  });

  it("keep no secret in use, neither in the name nor in the address", () => {
    const { views, learn, map } = setup();
    learn("token", "s3cret token+1");
    expect(views.save("x", new URLSearchParams({ q: '"s3cret token+1"' }).toString())).toBe(false);
    expect(views.save("s3cret token+1", "q=a")).toBe(false);
    views.save("a", "q=a");
    expect(views.rename("a", "s3cret token+1")).toBe(false);
    expect([...map.values()].join("")).not.toContain("s3cret");
  });
});

describe("the view of an address", () => {
  it("is the same whatever the order, the log, and the open row", () => {
    expect(viewOf("?log=abc&at=5&view=events&q=x&by=")).toBe("q=x&view=events");
    expect(viewOf("q=x&view=events")).toBe("q=x&view=events");
  });

  it("opens on the log that is shown", () => {
    expect(addressOf("q=x", "log=abc&q=y")).toBe("/logs?q=x&log=abc");
    expect(addressOf("", "q=y")).toBe("/logs");
  });

  it("is what the ready views say", () => {
    for (const view of Object.values(readyViews))
      expect([...new URLSearchParams(viewOf(view))].length).toBeGreaterThan(0);
  });

  it("find what was done with a log, in logs of earlier versions too", () => {
    const { query } = parseQuery(new URLSearchParams(readyViews.audit).get("q")!);
    const isFound = (event: string) => matchesEvent(query, parseLine(JSON.stringify({ event })));
    expect(["system_audit_replay", "system_log_cleared", "system_settings_changed"].filter(isFound)).toHaveLength(3);
    expect(["system_startup", "system_log_gap", "request_success", "system_auditor"].filter(isFound)).toEqual([]);
  });
});
