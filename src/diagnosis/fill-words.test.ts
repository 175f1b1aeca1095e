import { describe, expect, it } from "vitest";
import { fillWords } from "./fill-words.ts";

describe("fillWords", () => {
  const text = { title: "A proxy{ (server)} answered{ HTTP status}{: words}", why: "{words}", next: "" };

  it("puts facts in, and leaves nothing of a missing one", () => {
    expect(fillWords(text, { server: "nginx", status: 464 })).toEqual({
      title: "A proxy (nginx) answered HTTP 464",
      why: "",
      next: "",
    });
    expect(fillWords(text, { words: "no {server}" }).title).toBe("A proxy answered: no {server}");
  });

  it("advises by who adds the token, where that is known", () => {
    const advice = { ...text, next: "either", nextBy: { gateway: "config.ini", page: "Settings" } };
    const next = (token_by?: string) => fillWords(advice, token_by === undefined ? {} : { token_by }).next;
    expect([next("gateway"), next("page"), next()]).toEqual(["config.ini", "Settings", "either"]);
  });
});
