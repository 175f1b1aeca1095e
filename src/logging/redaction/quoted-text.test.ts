import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { loggedCalls } from "../../../test/support/logged-calls.ts";
import { createQuoteRemoval } from "./quoted-text.ts";

const text = "Мой договор номер 77-1234, звоните Ивану Петрову: он будет ждать вас в офисе до вечера.";

describe("createQuoteRemoval", () => {
  const clean = createQuoteRemoval([text, "The quick brown fox jumps over the lazy dog"]);

  it.each([
    [`unknown word 'договор' in the text`, `unknown word '[text]' in the text`],
    [`cannot say "Ивану Петрову": no such name`, `cannot say "[text]": no such name`],
    [`text «${text}» is too long`, `text «[text]» is too long`],
    [`bad input: ${text}`, `bad input: [text]`],
    [`bad input: ${encodeURIComponent(text.slice(0, 20))}`, `bad input: [text]`],
    [`at Петрову: no stress`, `at [text]: no stress`],
    [`near quick brown fox jumps: no voice`, `near [text]: no voice`],
    [`near 'bro…'`, `near '[text]'`],
  ])("turns %s into %s", (message, expected) => {
    expect(clean(message)).toBe(expected);
  });

  it.each([
    "unknown voice 'nobody'; known: borisova, kishchik",
    "the deadline is over",
    "INVALID_ARGUMENT: encoding MP3 is not supported",
    "sample_rate_hertz must be 8000, 16000 or 48000",
  ])("leaves %s alone", (message) => {
    expect(clean(message)).toBe(message);
  });
});

describe("a failed call with content off", () => {
  const asked = { inputSource: { case: "text" as const, value: text }, languageCode: "ru", voiceName: "borisova" };
  const quoting = () => {
    const error = new ConnectError(`no stress for "Ивану Петрову" in: ${text}`, Code.InvalidArgument);
    error.metadata.set("x-upstream-failure", `refused ${encodeURIComponent(text.slice(0, 30))}`);
    return Promise.reject(error);
  };
  const secretParts = ["Петров", "Ивану", "договор", "77-1234", encodeURIComponent("Мой договор")];

  it.each(["DEBUG", "ERROR"] as const)(
    "quotes nothing of the text at level %s, and says what went wrong",
    async (level) => {
      const { events, tts } = loggedCalls({ synthesize: quoting }, {}, [], { content: false, level });
      await expect(tts.synthesize(asked)).rejects.toThrow();
      const written = JSON.stringify(events);
      expect(secretParts.filter((part) => written.includes(part))).toEqual([]);
      expect(events.at(-1)).toMatchObject({
        error: { error_message: expect.stringMatching(/^no stress for "\[text\]" in: \[text\]/) },
      });
    },
  );

  it("keeps the answer's own words with content on", async () => {
    const { events, tts } = loggedCalls({ synthesize: quoting }, {}, [], { content: true });
    await expect(tts.synthesize(asked)).rejects.toThrow();
    expect(events.at(-1)!.error!.error_message).toContain("Ивану Петрову");
  });
});
