import { avanNames, readAvanSound, type AvanSound } from "../avan-phonemes.ts";
import { categories, type Category } from "../say-as/category.ts";
import { sayAs } from "../say-as/say-as.ts";
import type { Delivery, ScriptWriter } from "../script-writer.ts";
import { combineManners, ownManner, type Speaker } from "../speaker.ts";
import type { Manner } from "../synthesis-engine.ts";
import { styleManner, styleNames, type StyleName } from "../voice-style.ts";
import { voiceNames } from "../voices.ts";
import { parseSsml, type SsmlElement } from "./parse-ssml.ts";
import { placeName, positionOf, SsmlError } from "./ssml-error.ts";

/** Longest pause of one `<break>`, in seconds; the platform publishes none. */
export const maxBreakSeconds = 60;

/** What `<emphasis>` does to a manner. */
const emphasis = {
  medium: { speed: 0.88, pitch: 0.12, volume: 1.2, intonation: 1.2 },
  strong: { speed: 0.75, pitch: 0.25, volume: 1.4, intonation: 1.5 },
} as const;

/** Where a text is read: decides what some tags mean. */
export interface SsmlReader {
  writer: ScriptWriter;
  /** `ru` or `en`. */
  language: string;
  /** Whether the reply is a stream; `<emphasis>` exists for files only. */
  isStream: boolean;
}

/**
 * Writes an SSML document into a script.
 *
 * @param speaker who speaks outside `<voice name>`
 * @param style the style that holds outside `<voice style>`
 * @throws SsmlError with the line and column of what cannot be spoken
 */
export function readSsml(source: string, reader: SsmlReader, speaker: Speaker, style: StyleName): void {
  const fail = (offset: number, problem: string): never => {
    throw new SsmlError(source, offset, problem);
  };
  readElement(parseSsml(source), { speaker, style, added: ownManner });

  function readElement(element: SsmlElement, outer: Place): void {
    const inner = { ...outer };
    switch (element.name) {
      case "break":
        reader.writer.pause(breakMs(element));
        return;
      case "say-as":
        readSayAs(element, outer);
        return;
      case "phoneme":
        reader.writer.say(textOf(element), deliveryOf(outer), soundsOf(element));
        return;
      case "voice":
        inner.speaker = namedSpeaker(element) ?? outer.speaker;
        inner.style = oneOf(element, "style", styleNames.slice(0, -1)) ?? outer.style;
        break;
      case "emphasis":
        if (reader.isStream) fail(element.at, "<emphasis> is available in Synthesize only, not in a stream");
        inner.added = combineManners(
          outer.added,
          emphasis[oneOf(element, "strength", ["medium", "strong"] as const) ?? "medium"],
        );
        break;
      default: {
        const speed = numberOf(element, "speed") ?? 1;
        if (speed <= 0)
          fail(element.attributes.get("speed")?.at ?? element.at, `<${element.name}> speed must be above 0`);
        inner.added = combineManners(outer.added, { ...ownManner, speed, pitch: numberOf(element, "pitch") ?? 0 });
      }
    }
    for (const child of element.children) {
      if (typeof child === "string") reader.writer.say(child, deliveryOf(inner));
      else readElement(child, inner);
    }
  }

  function namedSpeaker(element: SsmlElement): Speaker | undefined {
    const voice = oneOf(element, "name", voiceNames);
    return voice && { voice, manner: ownManner };
  }

  function readSayAs(element: SsmlElement, place: Place): void {
    const category = oneOf(element, "interpret-as", categories) as Category;
    const value = (name: string) => element.attributes.get(name)?.value ?? "";
    const said = sayAs(category, textOf(element), value("format"), value("detail"), reader.language);
    const where = placeName(positionOf(source, element.at));
    if (said.misfit === "content") reader.writer.remark(`The ${category} at ${where} was read as plain text.`);
    if (said.misfit === "format") reader.writer.remark(`The format at ${where} was passed over.`);
    reader.writer.say(said.text, deliveryOf(place));
  }

  function soundsOf(element: SsmlElement): AvanSound[] {
    if (reader.language !== "ru") fail(element.at, "<phoneme> is available in Russian only");
    oneOf(element, "alphabet", ["avan"]);
    const { value, at } = element.attributes.get("ph") ?? { value: "", at: element.at };
    const written = value.split(/\s+/).filter((sound) => sound !== "");
    if (written.length === 0) fail(at, "<phoneme> ph is empty");
    return written.map(
      (sound) =>
        readAvanSound(sound) ??
        fail(at, `<phoneme> ph: ${sound} is not a sound of avan; there are ${avanNames.join(" ")}, ' soft, + stressed`),
    );
  }

  function breakMs(element: SsmlElement): number {
    const { value, at } = element.attributes.get("time") ?? { value: "1s", at: element.at };
    const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(value)?.[1] ?? NaN);
    if (Number.isNaN(seconds)) fail(at, `<break> time must be seconds with their unit, such as 1.5s, not ${value}`);
    if (seconds > maxBreakSeconds) fail(at, `<break> time must be ${String(maxBreakSeconds)}s at most, not ${value}`);
    return seconds * 1000;
  }

  function numberOf(element: SsmlElement, name: string): number | undefined {
    const attribute = element.attributes.get(name);
    if (!attribute) return undefined;
    if (!/^[+-]?\d*\.?\d+$/.test(attribute.value)) {
      fail(attribute.at, `<${element.name}> ${name} must be a number, not ${attribute.value || "empty"}`);
    }
    return Number(attribute.value);
  }

  function oneOf<Value extends string>(
    element: SsmlElement,
    name: string,
    values: readonly Value[],
  ): Value | undefined {
    const attribute = element.attributes.get(name);
    if (!attribute) return undefined;
    return (
      values.find((value) => value === attribute.value) ??
      fail(
        attribute.at,
        `<${element.name}> ${name} must be one of ${values.join(", ")}, not ${attribute.value || "empty"}`,
      )
    );
  }
}

/** What the tags around a place say. */
interface Place {
  speaker: Speaker;
  style: StyleName;
  /** All but the style: a style inside replaces the one outside, the rest adds up. */
  added: Manner;
}

function deliveryOf({ speaker, style, added }: Place): Delivery {
  return { voice: speaker.voice, manner: combineManners(speaker.manner, combineManners(styleManner(style), added)) };
}

function textOf(element: SsmlElement): string {
  return element.children.filter((child) => typeof child === "string").join("");
}
