import { categories } from "./say-as-values.ts";

/** Type of an attribute value. What depends on the voice and the call is in `SsmlDialect`. */
export type ValueRule =
  | { kind: "speed" | "pitch" | "seconds" | "voice" | "sounds" | "format" | "detail" }
  | { kind: "choice"; values: readonly string[] };

/** Attributes and content of a tag. */
export interface TagRule {
  /** Attributes, in the usual order. */
  attributes: Record<string, ValueRule>;
  required?: readonly string[];
  /** Allowed content: tags and text, text only, or nothing. */
  content: "anything" | "text" | "nothing";
  /** The only allowed parent; default: any. */
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
  // May contain other tags, but not be nested in them.
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

/** Name of a known tag. */
export type TagName = keyof typeof tagRules;

/** The rule of a tag; undefined for an unknown one. */
export function ruleOf(name: string): TagRule | undefined {
  return Object.hasOwn(tagRules, name) ? tagRules[name as TagName] : undefined;
}
