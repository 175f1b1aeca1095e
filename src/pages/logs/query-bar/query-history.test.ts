import { describe, expect, it } from "vitest";
import { createLiveSecrets } from "../../../basics/live-secrets.ts";
import { createQueryHistory } from "./query-history.ts";

function setup() {
  const map = new Map<string, string>();
  const storage = () => ({
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  });
  const { learn, scrub } = createLiveSecrets();
  return { map, learn, history: createQueryHistory(scrub, storage) };
}

describe("the history of queries", () => {
  it("puts the latest first and each only once", () => {
    const { history } = setup();
    for (const text of ["a", "b", " a ", "  "]) history.add(text);
    expect(history.texts).toEqual(["a", "b"]);
  });

  it("keeps the last 50", () => {
    const { history } = setup();
    for (let index = 0; index < 60; index++) history.add(`q${String(index)}`);
    expect([history.texts.length, history.texts[0], history.texts.at(-1)]).toEqual([50, "q59", "q10"]);
  });

  it("keeps no query that says a secret in use, in any form", () => {
    const { history, learn, map } = setup();
    learn("token", "s3cret/token=");
    history.add("x s3cret/token= y");
    history.add("s3cret%2Ftoken%3D");
    history.add("service:TTS");
    expect(history.texts).toEqual(["service:TTS"]);
    expect([...map.values()].join("")).not.toContain("s3cret");
  });

  it("forgets one, or all", () => {
    const { history, map } = setup();
    for (const text of ["a", "b", "c"]) history.add(text);
    history.remove("b");
    expect(history.texts).toEqual(["c", "a"]);
    history.clear();
    expect([history.texts, map.size]).toEqual([[], 0]);
  });
});
