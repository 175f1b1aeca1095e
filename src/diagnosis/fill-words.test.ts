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
});
