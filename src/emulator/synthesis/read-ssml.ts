import { checkSsml, secondsOf, soundsOf, type SsmlDialect } from "../../ssml/check-ssml.ts";
import type { SsmlElement } from "../../ssml/parse-ssml.ts";
import { formatPosition, positionOf } from "../../ssml/source-position.ts";
import { SsmlError } from "../../ssml/ssml-problem.ts";
import type { Category } from "../../ssml/say-as-values.ts";
import { avanNames, readAvanPhoneme, type AvanPhoneme } from "./avan-phonemes.ts";
import { readPlainText } from "./plain-text/read-plain-text.ts";
import { sayAs } from "./say-as/say-as.ts";
import type { Delivery, ScriptWriter } from "./script-writer.ts";
import { combineManners, ownManner, type Speaker } from "./speaker.ts";
import type { Manner } from "./synthesis-engine.ts";
import { styleManner, styleNames, type StyleName } from "./voice-style.ts";
import { voiceNames } from "./voices.ts";

/** Longest pause of one `<break>`, in seconds; the platform publishes none. */
export const maxBreakSeconds = 60;

/** What `<emphasis>` does to a manner. */
const emphasis = {
  medium: { speed: 0.88, pitch: 0.12, volume: 1.2, intonation: 1.2 },
  strong: { speed: 0.75, pitch: 0.25, volume: 1.4, intonation: 1.5 },
} as const;

/** Context of a text, on which the meaning of some tags depends. */
export interface SsmlReader {
  writer: ScriptWriter;
  /** `ru` or `en`. */
  language: string;
  /** Whether the response is a stream; `<emphasis>` exists for files only. */
  isStream: boolean;
}

/**
 * Converts an SSML document into a script.
 *
 * @param speaker who speaks outside `<voice name>`
 * @param style the style that holds outside `<voice style>`
 * @throws SsmlError with the line and column of what is not supported
 */
export function readSsml(source: string, reader: SsmlReader, speaker: Speaker, style: StyleName): void {
  const { tree, problems } = checkSsml(source, dialectOf(reader));
  const fault = problems.find(({ severity }) => severity === "error");
  if (fault) throw new SsmlError(source, fault);
  if (tree) readElement(tree, { speaker, style, added: ownManner });

  function readElement(element: SsmlElement, outer: Place): void {
    const inner = { ...outer };
    const value = (name: string) => element.attributes.get(name)?.value;
    switch (element.name) {
      case "break":
        reader.writer.pause((secondsOf(value("time") ?? "1s") ?? 1) * 1000);
        return;
      case "say-as":
        readSayAs(element, outer);
        return;
      case "phoneme":
        reader.writer.say(textOf(element), deliveryOf(outer), avanSounds(value("ph") ?? ""));
        return;
      case "voice":
        inner.speaker = namedSpeaker(value("name")) ?? outer.speaker;
        inner.style = styleNames.find((name) => name === value("style")) ?? outer.style;
        break;
      case "emphasis":
        inner.added = combineManners(outer.added, emphasis[value("strength") === "strong" ? "strong" : "medium"]);
        break;
      default: {
        const [speed, pitch] = [Number(value("speed") ?? 1), Number(value("pitch") ?? 0)];
        inner.added = combineManners(outer.added, { ...ownManner, speed, pitch });
      }
    }
    for (const child of element.children) {
      if (typeof child === "string") reader.writer.say(plain(child), deliveryOf(inner));
      else readElement(child, inner);
    }
  }

  function readSayAs(element: SsmlElement, place: Place): void {
    const value = (name: string) => element.attributes.get(name)?.value ?? "";
    const category = value("interpret-as") as Category;
    const said = sayAs(category, textOf(element), value("format"), value("detail"), reader.language);
    const where = formatPosition(positionOf(source, element.at));
    if (said.misfit === "content") reader.writer.remark(`The ${category} at ${where} was read as plain text.`);
    if (said.misfit === "format") reader.writer.remark(`The format at ${where} was ignored.`);
    reader.writer.say(said.misfit === "content" ? plain(said.text) : said.text, deliveryOf(place));
  }

  /** White space of a document is layout: a line end in it ends no sentence. */
  function plain(text: string): string {
    return readPlainText(text.replaceAll(/\s+/g, " "), reader.language);
  }
}

/** The platform's rules beside the grammar. */
function dialectOf({ language, isStream }: SsmlReader): SsmlDialect {
  return {
    language,
    isStream,
    voices: voiceNames,
    maxBreakSeconds,
    sounds: { names: avanNames, isSound: (written) => readAvanPhoneme(written) !== undefined },
  };
}

function namedSpeaker(name: string | undefined): Speaker | undefined {
  const voice = voiceNames.find((known) => known === name);
  return voice && { voice, manner: ownManner };
}

function avanSounds(written: string): AvanPhoneme[] {
  return soundsOf(written).flatMap((sound) => readAvanPhoneme(sound) ?? []);
}

/** Settings of the enclosing tags. */
interface Place {
  speaker: Speaker;
  style: StyleName;
  /** The manner without the style: an inner style replaces the outer one, everything else combines. */
  added: Manner;
}

function deliveryOf({ speaker, style, added }: Place): Delivery {
  return { voice: speaker.voice, manner: combineManners(speaker.manner, combineManners(styleManner(style), added)) };
}

function textOf(element: SsmlElement): string {
  return element.children.filter((child) => typeof child === "string").join("");
}
