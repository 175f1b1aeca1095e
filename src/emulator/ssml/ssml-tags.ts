/** What a tag takes. */
export interface TagRule {
  required?: readonly string[];
  optional?: readonly string[];
  /** What may stand in it: any tags and text, text alone, or nothing. */
  content: "anything" | "text" | "nothing";
  /** The only parent that it may have; any if left out. */
  onlyIn?: string;
}

/** The tags of the platform's SSML (contract section 5). */
export const tagRules = {
  speak: { optional: ["speed", "pitch"], content: "anything" },
  prosody: { optional: ["speed", "pitch"], content: "anything" },
  voice: { optional: ["name", "style"], content: "anything" },
  // It may contain the other tags, but not stand in them.
  emphasis: { optional: ["strength"], content: "anything", onlyIn: "speak" },
  break: { optional: ["time"], content: "nothing" },
  "say-as": { required: ["interpret-as"], optional: ["format", "detail"], content: "text" },
  phoneme: { required: ["alphabet", "ph"], content: "text" },
} as const satisfies Record<string, TagRule>;

/** Name of a tag that exists. */
export type TagName = keyof typeof tagRules;

/** The rule of a tag; nothing for a tag that does not exist. */
export function ruleOf(name: string): TagRule | undefined {
  return Object.hasOwn(tagRules, name) ? tagRules[name as TagName] : undefined;
}
