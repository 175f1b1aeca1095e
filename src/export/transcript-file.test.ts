import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Phrase } from "../audiokit/calls/phrases.ts";
import { subtitleCues, type SubtitleCue } from "./subtitle-cues.ts";
import { transcriptFile } from "./transcript-file.ts";

/** A phrase whose words take 400 ms each, one after another. */
function phrase(text: string, startMs = 0, more: Partial<Phrase> = {}): Phrase {
  const spoken = text.split(/\s+/).filter((word) => word !== "");
  const words = spoken.map((word, index) => {
    const fromMs = startMs + index * 400;
    return { word: word.toLowerCase(), startMs: fromMs, endMs: fromMs + 400, confidence: 0.9 };
  });
  const endMs = startMs + spoken.length * 400;
  return {
    text,
    rawText: text,
    startMs,
    endMs,
    confidence: 0.9,
    words,
    isFinal: true,
    channel: 1,
    spoofing: [],
    ...more,
  };
}

const speakers = ({ speaker }: { speaker?: number }) =>
  speaker === undefined ? undefined : `Speaker ${String(speaker)}`;
const content = (...call: Parameters<typeof transcriptFile>) => transcriptFile(...call).content;

/** Any phrases of one channel that do not overlap, with strange words among them, with and without word times. */
const anyPhrases = fc
  .array(
    fc.record({
      words: fc.array(
        fc.oneof(
          fc.constantFrom("a", "yes,", "no.", "-->", "<i>", "Tom&Jerry", "x".repeat(60), "слово", "…"),
          fc.string({ minLength: 1, maxLength: 14 }).filter((word) => !/\s/.test(word) && word !== ""),
        ),
        { minLength: 1, maxLength: 40 },
      ),
      gapMs: fc.integer({ min: 0, max: 5000 }),
      hasTimes: fc.boolean(),
      speaker: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    }),
    { maxLength: 6 },
  )
  .map((made) => {
    let atMs = 0;
    return made.map(({ words, gapMs, hasTimes, speaker }) => {
      const one = phrase(words.join(" "), atMs + gapMs, speaker === undefined ? {} : { speaker });
      atMs = one.endMs;
      return hasTimes ? one : { ...one, words: [] };
    });
  });

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== "");
const textOf = (cues: SubtitleCue[]) => cues.flatMap(({ lines }) => lines.flatMap(wordsOf));

describe("subtitleCues", () => {
  it("shows every word once, in order, in lines that fit, at times that do not run backwards", () => {
    fc.assert(
      fc.property(anyPhrases, (phrases) => {
        const cues = subtitleCues(phrases, speakers);
        expect(textOf(cues)).toEqual(phrases.flatMap(({ text }) => wordsOf(text)));
        cues.forEach((cue, index) => {
          expect(cue.endMs).toBeGreaterThan(cue.startMs);
          expect(cue.startMs).toBeGreaterThanOrEqual(cues[index - 1]?.startMs ?? 0);
          expect(
            cue.lines.length === 1 || cue.lines.length === 2 || cue.lines.every((line) => !line.includes(" ")),
          ).toBe(true);
          for (const [row, line] of cue.lines.entries()) {
            const taken = row === 0 && cue.voice !== undefined ? `${cue.voice}: `.length : 0;
            if (line.includes(" ")) expect(line.length + taken).toBeLessThanOrEqual(42);
          }
        });
      }),
    );
  });

  it("does not let cues of one phrase overlap", () => {
    fc.assert(
      fc.property(anyPhrases, (phrases) => {
        for (const one of phrases) {
          const cues = subtitleCues([one]);
          cues.slice(1).forEach((cue, index) => expect(cue.startMs).toBeGreaterThanOrEqual(cues[index]!.endMs));
        }
      }),
    );
  });

  it("never lets two cues overlap, whoever speaks and however short the phrases are", () => {
    const shorts = fc.array(
      fc.record({
        startMs: fc.integer({ min: 0, max: 3000 }),
        lengthMs: fc.integer({ min: 0, max: 600 }),
        speaker: fc.integer({ min: 1, max: 2 }),
      }),
      { maxLength: 12 },
    );
    const made = shorts.map((all) =>
      all.map(({ startMs, lengthMs, speaker }) => ({
        ...phrase("Yes.", startMs, { speaker }),
        words: [],
        endMs: startMs + lengthMs,
      })),
    );
    fc.assert(
      fc.property(fc.oneof(made, anyPhrases), (phrases) => {
        for (const format of ["srt", "vtt"] as const) {
          const times = [...content(format, { phrases }, { nameVoice: speakers }).matchAll(/^(\S+) --> (\S+)$/gm)];
          times.forEach(([, from, to], index) => {
            expect(to! > from!).toBe(true);
            if (index > 0) expect(from! >= times[index - 1]![2]!).toBe(true);
          });
        }
      }),
    );
  });

  it.each([
    [
      "Chinese",
      "今天我们来谈一谈怎样在家里做一顿又简单又好吃的晚饭首先把蔬菜洗干净然后切成小块再放进锅里慢慢地煮大约二十分钟就可以吃了",
    ],
    [
      "Japanese",
      "今日は家で簡単においしい晩ご飯を作る方法についてお話しします。まず野菜をきれいに洗って小さく切り、鍋に入れてゆっくり煮ます。",
    ],
    ["Thai", "วันนี้เราจะมาพูดถึงวิธีทำอาหารเย็นง่ายๆและอร่อยที่บ้านก่อนอื่นล้างผักให้สะอาดแล้วหั่นเป็นชิ้นเล็กๆใส่ลงในหม้อต้มช้าๆ"],
  ])("keeps %s in lines of 42 characters and cues of seven seconds, without a blank", (_language, text) => {
    const cues = subtitleCues([{ ...phrase(text), words: [], startMs: 0, endMs: 20_000 }]);
    expect(cues.flatMap(({ lines }) => lines).join("")).toBe(text);
    expect(cues.length).toBeGreaterThan(2);
    for (const { lines, startMs, endMs } of cues) {
      expect(endMs - startMs).toBeLessThanOrEqual(7000);
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
    }
  });

  it("begins and ends with its words, and cuts behind a sentence", () => {
    const text = "One two three four five six seven. Eight nine ten eleven twelve thirteen fourteen fifteen sixteen.";
    expect(subtitleCues([phrase(text, 1000)])).toEqual([
      { startMs: 1000, endMs: 3800, lines: ["One two three four five six seven."] },
      { startMs: 3800, endMs: 7400, lines: ["Eight nine ten eleven twelve", "thirteen fourteen fifteen sixteen."] },
    ]);
  });

  it("begins a new cue after a silence", () => {
    const one = phrase("go on");
    const later = { ...one.words[1]!, startMs: 3000, endMs: 3400 };
    expect(subtitleCues([{ ...one, words: [one.words[0]!, later] }])).toMatchObject([
      { startMs: 0, endMs: 700, lines: ["go"] },
      { startMs: 3000, endMs: 3700, lines: ["on"] },
    ]);
  });

  it("never shows one longer than seven seconds while it has several words", () => {
    const cues = subtitleCues([phrase("a ".repeat(60).trim())]);
    expect(Math.max(...cues.map(({ startMs, endMs }) => endMs - startMs))).toBeLessThanOrEqual(7000);
  });

  it("shares the time of a phrase without word times by the length of the words", () => {
    const long = { ...phrase("aaaaaaaaaaaaaaaaaaaa ".repeat(6).trim()), words: [], startMs: 0, endMs: 6000 };
    expect(subtitleCues([long]).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 4000],
      [4000, 6000],
    ]);
  });
});

describe("transcriptFile", () => {
  const dialogue = [
    phrase("Hello there.", 0, { speaker: 1 }),
    phrase("Tom & <Jerry>.", 3_599_800, { speaker: 2, channel: 2 }),
  ];

  it("writes one phrase a line as text, with names where they are wanted", () => {
    expect(content("txt", { phrases: dialogue })).toBe("Hello there.\nTom & <Jerry>.\n");
    expect(content("txt", { phrases: dialogue }, { nameVoice: speakers })).toBe(
      "Speaker 1: Hello there.\nSpeaker 2: Tom & <Jerry>.\n",
    );
  });

  it("writes SubRip", () => {
    expect(content("srt", { phrases: dialogue }, { nameVoice: speakers })).toBe(
      "1\n00:00:00,000 --> 00:00:00,800\nSpeaker 1: Hello there.\n\n" +
        "2\n00:59:59,800 --> 01:00:01,000\nSpeaker 2: Tom & <\u2060Jerry>.\n",
    );
  });

  it("writes WebVTT with voices and escapes", () => {
    expect(content("vtt", { phrases: dialogue }, { nameVoice: speakers })).toBe(
      "WEBVTT\n\n00:00:00.000 --> 00:00:00.800\n<v Speaker 1>Hello there.</v>\n\n" +
        "00:59:59.800 --> 01:00:01.000\n<v Speaker 2>Tom &amp; &lt;Jerry&gt;.</v>\n",
    );
  });

  it("keeps SubRip and WebVTT readable whatever the words are", () => {
    const time = /^(\d{2,}):[0-5]\d:[0-5]\d[,.]\d{3} --> (\d{2,}):[0-5]\d:[0-5]\d[,.]\d{3}$/;
    fc.assert(
      fc.property(anyPhrases, (phrases) => {
        const cueCount = subtitleCues(phrases, speakers).length;
        for (const format of ["srt", "vtt"] as const) {
          const blocks = content(format, { phrases }, { nameVoice: speakers })
            .split("\n\n")
            .filter((block) => block !== "");
          if (format === "vtt") expect(blocks.shift()!.trim()).toBe("WEBVTT");
          if (format === "srt") expect(blocks).toHaveLength(cueCount);
          for (const [index, block] of blocks.entries()) {
            const lines = block.trimEnd().split("\n");
            if (format === "srt") expect(lines.shift()).toBe(String(index + 1));
            expect(lines.shift()).toMatch(time);
            expect(lines.join("\n").trim()).not.toBe("");
            expect(lines.join("\n")).not.toContain("-->");
            if (format === "vtt") expect(lines.join("\n").replace(/^<v [^<>]+>|<\/v>$/g, "")).not.toMatch(/[<>]/);
          }
        }
      }),
    );
  });

  it("writes words that look like markup so that they come back as they were", () => {
    const text = "a <i> b </b> &lt; {\\an8} 1 < 2 & <c.red>";
    const line = (format: "srt" | "vtt") =>
      content(format, { phrases: [phrase(text)] })
        .split(/--> \S+\n/)[1]!
        .trim()
        .replaceAll("\n", " ");
    expect(line("vtt").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")).toBe(text);
    expect(line("vtt")).not.toMatch(/[<>]/);
    expect(line("srt").replaceAll("\u2060", "")).toBe(text);
    expect(line("srt")).not.toMatch(/<[/\w]|\{\\/);
  });

  it("writes all that is known as JSON, and nothing that is not", () => {
    const { phrases, ...head } = JSON.parse(
      content(
        "json",
        { phrases: dialogue, vaMarks: [{ type: "begin", offsetMs: 40, channel: 1 }], audioSeconds: 2 },
        { about: { audio_file: "a.wav" } },
      ),
    ) as Record<string, unknown>;
    expect(head).toEqual({
      audio_file: "a.wav",
      audio_seconds: 2,
      transcript: "Hello there. Tom & <Jerry>.",
      va_marks: [{ type: "begin", offset_ms: 40, channel: 1 }],
    });
    expect(phrases).toMatchObject([
      { text: "Hello there.", start_ms: 0, end_ms: 800, speaker: 1, channel: 1 },
      { words: [{ word: "tom", start_ms: 3_599_800 }, {}, {}] },
    ]);
    expect((phrases as object[])[0]).not.toHaveProperty("spoofing");
  });

  it("is a valid file without phrases too", () => {
    expect(["txt", "srt", "vtt"].map((format) => content(format as "txt", { phrases: [] }))).toEqual([
      "",
      "",
      "WEBVTT\n",
    ]);
    expect(JSON.parse(content("json", { phrases: [] }))).toEqual({ transcript: "", phrases: [], va_marks: [] });
  });
});
