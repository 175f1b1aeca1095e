import { describe, expect, it } from "vitest";
import { Completion, type Completions } from "./completion.svelte.ts";

const offer = (start: number, end: number, ...labels: string[]): Completions => ({
  start,
  end,
  items: labels.map((label) => ({ label, insert: `${label}:` })),
});

describe("Completion", () => {
  it("offers what fits, and opens for nothing else", async () => {
    const completion = new Completion((text) => (text === "" ? offer(0, 0) : offer(0, 1, "service", "session_id")));
    await completion.open("", 0);
    expect(completion.isOpen).toBe(false);
    await completion.open("s", 1);
    expect([completion.isOpen, completion.active, completion.items.length]).toEqual([true, -1, 2]);
  });

  it("closes where nothing can be told, and where the log does not answer", async () => {
    const answers = [offer(0, 1, "a"), undefined, offer(0, 1, "a"), Promise.reject(new Error("no answer"))];
    const completion = new Completion(() => answers.shift());
    const states = [];
    for (const text of ["a", 'a"', "a", "ab"]) {
      await completion.open(text, text.length);
      states.push(completion.isOpen);
    }
    expect(states).toEqual([true, false, true, false]);
  });

  it("goes round through the text itself", async () => {
    const completion = new Completion(() => offer(0, 1, "a", "b"));
    await completion.open("x", 1);
    const places = [1, 1, 1, -1, -1].map((by) => (completion.move(by as 1 | -1), completion.active));
    expect(places).toEqual([0, 1, -1, 1, 0]);
    expect(completion.choice()).toEqual({ start: 0, end: 1, insert: "a:" });
  });

  it("takes the first for a word that was begun, but not for an empty place", async () => {
    const begun = new Completion(() => offer(0, 1, "a"));
    await begun.open("x", 1);
    expect([begun.choice(), begun.choice(true)?.insert]).toEqual([undefined, "a:"]);
    const empty = new Completion(() => offer(1, 1, "a"));
    await empty.open("x", 1);
    expect(empty.choice(true)).toBeUndefined();
  });

  it("drops an answer that comes late, or after it was closed", async () => {
    const answers: ((offer: Completions) => void)[] = [];
    const completion = new Completion(() => new Promise((resolve) => answers.push(resolve)));
    const opened = [completion.open("a", 1), completion.open("ab", 2)];
    answers[1]!(offer(0, 2, "abc"));
    answers[0]!(offer(0, 1, "axx"));
    await Promise.all(opened);
    expect(completion.items[0]?.label).toBe("abc");
    const late = completion.open("abc", 3);
    completion.close();
    answers[2]!(offer(0, 3, "abcd"));
    await late;
    expect(completion.isOpen).toBe(false);
  });
});
