import type { PauseItem, Script, SpeechItem } from "./script.ts";
import { cleanSigns } from "./plain-text/clean-signs.ts";
import { readStressMarks } from "./stress-marks.ts";
import type { AvanPhoneme } from "./avan-phonemes.ts";
import type { Manner } from "./synthesis-engine.ts";
import type { VoiceName } from "./voices.ts";

/** Settings for the text at one place of a script. */
export interface Delivery {
  voice: VoiceName;
  manner: Manner;
}

/** Builds a script, item by item. */
export interface ScriptWriter {
  say(text: string, delivery: Delivery, sounds?: readonly AvanPhoneme[]): void;
  pause(durationMs: number): void;
  /** Adds the name of something that is ignored. */
  ignore(name: string): void;
  /** Adds a sentence about what is honoured in another way. */
  remark(sentence: string): void;
  script(): Script;
}

/**
 * Creates a writer for a language and an engine with these speeds. A manner beyond the limits of the engine or the scale is
 * clamped, with a note.
 */
export function createScriptWriter(language: string, speeds: { min: number; max: number }): ScriptWriter {
  const items: (SpeechItem | PauseItem)[] = [];
  const ignored = new Set<string>();
  const remarks = new Set<string>();

  function within(name: string, value: number, min: number, max: number): number {
    const nearest = Math.min(max, Math.max(min, value));
    if (nearest !== value) remarks.add(`${name} ${round(value)} is spoken as ${round(nearest)}.`);
    return nearest;
  }

  return {
    say(written, { voice, manner }, sounds) {
      const { text, isMarkLost } = readStressMarks(cleanSigns(written), language);
      if (isMarkLost) ignored.add("stress_marks");
      if (text.trim() === "") return;
      const reached = {
        ...manner,
        speed: within("speed", manner.speed, speeds.min, speeds.max),
        pitch: within("pitch", manner.pitch, -1, 1),
      };
      items.push({ kind: "speech", voice, span: { text, manner: reached, ...(sounds && { sounds }) } });
    },
    pause(durationMs) {
      items.push({ kind: "pause", durationMs });
    },
    ignore(name) {
      ignored.add(name);
    },
    remark(sentence) {
      remarks.add(sentence);
    },
    script: () => ({ items, ignored, remarks }),
  };
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
