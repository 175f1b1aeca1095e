import { details, usualFormats } from "./say-as-values.ts";
import { ruleOf, tagRules, type ValueRule } from "./tag-rules.ts";

/** One completion at the caret. */
export interface Completion {
  /** The tag, attribute or value itself. */
  label: string;
  kind: "tag" | "end-tag" | "attribute" | "value";
  /** Text that replaces the range. */
  insert: string;
  /** New caret, as an offset in `insert`. */
  caret: number;
}

/** Completions at the caret, best first. Never empty. */
export interface Completions {
  /** Range that is replaced: the word around the caret. Offsets, from (inclusive), to (exclusive). */
  from: number;
  to: number;
  options: Completion[];
}

/** The unfinished tag at the end of a text. */
interface OpenTag {
  isEndTag: boolean;
  name: string;
  nameAt: number;
  /** Text after the name. */
  rest: string;
}

const markup =
  /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<(\/?)([\w-]*)((?:[^<>"]|"[^"]*(?:"|$))*?)(\/?>|(?=<)|$)/g;

/**
 * Completes tags, attributes and values at the caret. The text need not be well formed.
 *
 * @param caret offset in the source
 * @param voices names of the voices
 * @param isRequested whether the user requested completions: then tags are offered inside text too
 */
export function completeSsml(
  source: string,
  caret: number,
  voices: readonly string[] = [],
  isRequested = false,
): Completions | undefined {
  const { tag, parents } = contextOf(source.slice(0, caret));
  const after = source.slice(caret);
  const found = (from: number, rest: RegExp, options: Completion[]): Completions | undefined => {
    const typed = source.slice(from, caret).toLowerCase();
    const fitting = options
      .filter(({ label }) => label.toLowerCase().includes(typed))
      .sort((a, b) => Number(b.label.startsWith(typed)) - Number(a.label.startsWith(typed)));
    const to = caret + (rest.exec(after)?.[0].length ?? 0);
    return fitting.length > 0 ? { from, to, options: fitting } : undefined;
  };

  if (!tag) return isRequested ? found(caret, /^/, tagsIn(parents, "<", false)) : undefined;
  if (tag.isEndTag) return found(tag.nameAt, /^[\w-]*>?/, endTag(parents));
  if (tag.rest === "") {
    const goesOn = /^[\w-]*[\s/>]/.test(after) && !/^[\w-]*\s*($|[\r\n])/.test(after);
    const options = [...tagsIn(parents, "", goesOn), ...endTag(parents).map(asWhole)];
    return found(tag.nameAt, /^[\w-]*/, options);
  }
  const value = /([\w-]+)\s*=\s*"([^"]*)$/.exec(tag.rest);
  if (value) {
    const options = valuesOf(tag, value[1]!, voices);
    return found(caret - value[2]!.length, /^[^"<>\r\n]*(?=")/, options);
  }
  const name = /\s([\w-]*)$/.exec(tag.rest);
  return name ? found(caret - name[1]!.length, /^[\w-]*/, attributesOf(tag)) : undefined;
}

/** The unfinished tag, and the open tags around it, innermost last. */
function contextOf(before: string): { tag: OpenTag | undefined; parents: string[] } {
  const parents: string[] = [];
  for (const match of before.matchAll(markup)) {
    const [whole, slash, name, rest, end] = match;
    if (name === undefined) continue;
    if (end === "" && match.index + whole.length === before.length) {
      const nameAt = match.index + 1 + slash!.length;
      return { tag: { isEndTag: slash === "/", name, nameAt, rest: rest ?? "" }, parents };
    }
    if (slash === "/") {
      const opened = parents.lastIndexOf(name);
      if (opened >= 0) parents.length = opened;
    } else if (end === ">") parents.push(name);
  }
  return { tag: undefined, parents };
}

/**
 * Completions for the tags allowed inside these parents.
 *
 * @param lead text before the name
 * @param isRenamed whether only the name of an existing tag is replaced
 */
function tagsIn(parents: readonly string[], lead: string, isRenamed: boolean): Completion[] {
  const parent = parents.at(-1);
  const names = Object.keys(tagRules).filter((name) => {
    if (parent === undefined) return name === "speak";
    const { onlyIn } = ruleOf(name)!;
    return name !== "speak" && (ruleOf(parent)?.content ?? "anything") === "anything" && (onlyIn ?? parent) === parent;
  });
  return names.map((name) => {
    const insert = lead + (isRenamed ? name : elementOf(name));
    const quotes = insert.indexOf('""');
    const inside = quotes >= 0 ? quotes + 1 : insert.indexOf("></") + 1;
    return { label: name, kind: "tag", insert, caret: !isRenamed && inside > 0 ? inside : insert.length };
  });
}

/** Optional attributes without which a tag has no effect. */
const meant: Record<string, string[]> = { voice: ["name"], prosody: ["speed"] };

/** A tag with its required attributes. */
function elementOf(name: string): string {
  if (name === "break") return 'break time="0.5s"/>';
  const required = ruleOf(name)!.required ?? meant[name] ?? [];
  const attributes = required.map((attribute) => ` ${attribute}="${attribute === "alphabet" ? "avan" : ""}"`);
  return `${name}${attributes.join("")}></${name}>`;
}

function endTag(parents: readonly string[]): Completion[] {
  const name = parents.at(-1);
  return name === undefined ? [] : [{ label: name, kind: "end-tag", insert: `${name}>`, caret: name.length + 1 }];
}

function asWhole({ label, insert, caret }: Completion): Completion {
  return { label: `/${label}`, kind: "end-tag", insert: `/${insert}`, caret: caret + 1 };
}

function attributesOf({ name, rest }: OpenTag): Completion[] {
  const written = new Set([...rest.matchAll(/([\w-]+)\s*=/g)].map(([, attribute]) => attribute));
  return Object.keys(ruleOf(name)?.attributes ?? {})
    .filter((attribute) => !written.has(attribute))
    .map((label) => ({ label, kind: "attribute", insert: `${label}=""`, caret: label.length + 2 }));
}

function valuesOf({ name, rest }: OpenTag, attribute: string, voices: readonly string[]): Completion[] {
  const rule = ruleOf(name)?.attributes[attribute];
  const category = /interpret-as\s*=\s*"([^"]*)"/.exec(rest)?.[1] ?? "";
  const values = rule ? usualValues(rule, voices, category) : [];
  return values.map((value) => ({ label: value, kind: "value", insert: value, caret: value.length }));
}

function usualValues(rule: ValueRule, voices: readonly string[], category: string): readonly string[] {
  switch (rule.kind) {
    case "choice":
      return rule.values;
    case "voice":
      return voices;
    case "speed":
      return ["0.5", "0.8", "1.0", "1.2", "1.5", "2.0"];
    case "pitch":
      return ["-1.0", "-0.5", "0.0", "0.5", "1.0"];
    case "seconds":
      return ["0.3s", "0.5s", "1s", "1.5s", "2s"];
    case "format":
      return usualFormats;
    case "detail":
      return Object.entries(details).find(([name]) => name === category)?.[1].usual ?? [];
    case "sounds":
      return [];
  }
}
