/**
 * The smoke test: what a person does first, in Chromium, Firefox and WebKitGTK. Each is a row of the README's table of browsers, by
 * these words.
 */
export const smoke = {
  speak: "a sentence becomes speech that is saved as WAV",
  recognize: "a recording becomes text and subtitles",
  live: "what is said into the microphone is read while it is said",
  exportLog: "the exported log has every call, once",
  findWords: "words of a failure and of a spoken text are found in the log",
  searchLog: "what a query looks for is marked in rows and details",
  tailLog: "Live shows the calls of another tab as they happen",
  importLog: "a log of another program is opened, and its zone chosen",
  openBundle: "a support bundle is opened, and its hashes compared",
  overview: "the Overview counts a call while one looks",
  archive: "a recognition is kept, found by a word, and exported as ZIP",
} as const;

/** One of them. */
export type SmokeName = keyof typeof smoke;

/** Tag of a scenario that shows it: it runs in Firefox as well, on the direct path. */
export const smokeTag = (name: SmokeName): string => `@smoke-${name}`;
