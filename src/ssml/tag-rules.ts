import { categories } from "./say-as-values.ts";

/** What a value must be. The rest of a rule, such as which voices there are, is known where the text is spoken. */
export type ValueRule =
  | { kind: "speed" | "pitch" | "seconds" | "voice" | "sounds" | "format" | "detail" }
  | { kind: "choice"; values: readonly string[] };

/** What a tag takes. */
export interface TagRule {
  /** The attributes, in the order in which they are usually written. */
  attributes: Record<string, ValueRule>;
  required?: readonly string[];
  /** What may stand in it: any tags and text, text alone, or nothing. */
  content: "anything" | "text" | "nothing";
  /** The only parent that it may have; any if left out. */
  onlyIn?: string;
}

/** Styles of `<voice style>`. */
export const voiceStyles = ["neutral", "sad", "happy", "angry", "surprised"] as const;
/** Strengths of `<emphasis>`. */
export const strengths = ["medium", "strong"] as const;

const manner = { speed: { kind: "speed" }, pitch: { kind: "pitch" } } as const;

/** The tags of the platform's SSML (contract section 5). */
export const tagRules = {
  speak: { attributes: manner, content: "anything" },
  prosody: { attributes: manner, content: "anything" },
  voice: {
    attributes: { name: { kind: "voice" }, style: { kind: "choice", values: voiceStyles } },
    content: "anything",
  },
  // It may contain the other tags, but not stand in them.
  emphasis: { attributes: { strength: { kind: "choice", values: strengths } }, content: "anything", onlyIn: "speak" },
  break: { attributes: { time: { kind: "seconds" } }, content: "nothing" },
  "say-as": {
    attributes: {
      "interpret-as": { kind: "choice", values: categories },
      format: { kind: "format" },
      detail: { kind: "detail" },
    },
    required: ["interpret-as"],
    content: "text",
  },
  phoneme: {
    attributes: { alphabet: { kind: "choice", values: ["avan"] }, ph: { kind: "sounds" } },
    required: ["alphabet", "ph"],
    content: "text",
  },
} as const satisfies Record<string, TagRule>;

/** Name of a tag that exists. */
export type TagName = keyof typeof tagRules;

/** The rule of a tag; nothing for a tag that does not exist. */
export function ruleOf(name: string): TagRule | undefined {
  return Object.hasOwn(tagRules, name) ? tagRules[name as TagName] : undefined;
}
