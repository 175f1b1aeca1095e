import { escapeXml } from "../basics/xml.ts";
import type { Phrase, VaMark } from "../audiokit/calls/phrases.ts";
import { inTurn, subtitleCues, voicePrefix, type NameVoice, type SubtitleCue } from "./subtitle-cues.ts";

/** The forms in which a transcript leaves; each is the ending of its file's name too. */
export const transcriptFormats = ["txt", "srt", "vtt", "json"] as const;
export type TranscriptFormat = (typeof transcriptFormats)[number];

/** A transcript: the recognition of a file or the summary of a live one. */
export interface Transcript {
  phrases: readonly Phrase[];
  vaMarks?: readonly VaMark[];
  audioSeconds?: number;
  meanConfidence?: number;
}

export interface TranscriptFileOptions {
  /** Names speakers or channels in the text, SRT and VTT; none by default. */
  nameVoice?: NameVoice;
  /** Facts for the head of the JSON, such as `audio_file`, `language`, `model`. */
  about?: Record<string, string | number>;
}

/** A file of text. */
export interface TranscriptFile {
  content: string;
  /** Media type. */
  type: string;
}

/** Writes a transcript. Without phrases it is a valid file with nothing in it. */
export function transcriptFile(
  format: TranscriptFormat,
  transcript: Transcript,
  { nameVoice = () => undefined, about = {} }: TranscriptFileOptions = {},
): TranscriptFile {
  const { phrases } = transcript;
  switch (format) {
    case "txt":
      return file(phrases.map((phrase) => `${voicePrefix(nameVoice(phrase))}${phrase.text}\n`).join(""), "text/plain");
    case "srt":
      return file(subtitleCues(phrases, nameVoice).map(srtCue).join("\n"), "application/x-subrip");
    case "vtt":
      // The name stands in a tag and takes no space in the line.
      return file(["WEBVTT\n", ...namedOutside(phrases, nameVoice).map(vttCue)].join("\n"), "text/vtt");
    case "json":
      return file(`${JSON.stringify(jsonForm(transcript, about), undefined, 2)}\n`, "application/json");
  }
}

const file = (content: string, type: string): TranscriptFile => ({ content, type: `${type};charset=utf-8` });

/** Cues cut without the names, with the names beside them. */
function namedOutside(phrases: readonly Phrase[], nameVoice: NameVoice): SubtitleCue[] {
  return inTurn(
    phrases.flatMap((phrase) => {
      const voice = nameVoice(phrase);
      return subtitleCues([phrase]).map((cue) => ({ ...cue, ...(voice !== undefined && { voice }) }));
    }),
  );
}

/**
 * SubRip has no escapes: players take `<i>` for markup and show `&lt;` as it stands, or the reverse. All show a tag that is no
 * tag: a word joiner, which is not seen, stands behind `<`, and behind `{` where a player could take a style of SSA for it.
 * What would read as a line of times is written with an arrow.
 */
function srtCue({ startMs, endMs, lines, voice }: SubtitleCue, index: number): string {
  const text = `${voicePrefix(voice)}${lines.join("\n")}`
    .replaceAll("-->", "→")
    .replaceAll(/<(?=[\p{L}/!?])|\{(?=\\|[a-zA-Z]:)/gu, "$&\u2060");
  return `${String(index + 1)}\n${clock(startMs, ",")} --> ${clock(endMs, ",")}\n${text}\n`;
}

function vttCue({ startMs, endMs, lines, voice }: SubtitleCue): string {
  const text = escapeXml(lines.join("\n"));
  const tagged = voice === undefined ? text : `<v ${escapeXml(voice.replace(/\s+/g, " "))}>${text}</v>`;
  return `${clock(startMs, ".")} --> ${clock(endMs, ".")}\n${tagged}\n`;
}

/** Hours with at least two digits, milliseconds with three. */
function clock(timeMs: number, point: "," | "."): string {
  const whole = Math.round(timeMs);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const rest = String(whole % 1000).padStart(3, "0");
  return `${two(whole / 3_600_000)}:${two((whole / 60_000) % 60)}:${two((whole / 1000) % 60)}${point}${rest}`;
}

/** Names as in the log: lower case, with units. What the platform did not send is not there. */
function jsonForm({ phrases, vaMarks = [], audioSeconds, meanConfidence }: Transcript, about: Record<string, unknown>) {
  return {
    ...about,
    ...(audioSeconds !== undefined && { audio_seconds: audioSeconds }),
    ...(meanConfidence !== undefined && { mean_confidence: meanConfidence }),
    transcript: phrases.map(({ text }) => text).join(" "),
    phrases: phrases.map((phrase) => ({
      text: phrase.text,
      raw_text: phrase.rawText,
      start_ms: phrase.startMs,
      end_ms: phrase.endMs,
      confidence: phrase.confidence,
      ...(phrase.channel > 0 && { channel: phrase.channel }),
      ...(phrase.speaker !== undefined && { speaker: phrase.speaker }),
      ...(phrase.guess && { speaker_guess: phrase.guess }),
      ...(phrase.spoofing.length > 0 && {
        spoofing: phrase.spoofing.map(({ genuine, confidence, startMs, endMs }) => {
          return { genuine, confidence, start_ms: startMs, end_ms: endMs };
        }),
      }),
      words: phrase.words.map(({ word, startMs, endMs, confidence }) => {
        return { word, start_ms: startMs, end_ms: endMs, confidence };
      }),
    })),
    va_marks: vaMarks.map(({ type, offsetMs, channel }) => ({ type, offset_ms: offsetMs, channel })),
  };
}
