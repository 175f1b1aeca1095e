import { SaxesParser } from "saxes";
import { characterOf } from "./entity-characters.ts";
import { problemAt, SsmlError, type SsmlProblem } from "./ssml-problem.ts";
import { ruleOf, tagRules, type TagName } from "./tag-rules.ts";

/** Value of an attribute with its range in the source. */
export interface SsmlAttribute {
  value: string;
  /** Offset of its name. */
  at: number;
  /** Offset after its closing quote. */
  to: number;
}

/** A parsed element; the values of its attributes are not validated. */
export interface SsmlElement {
  name: TagName;
  /** Offset of its `<` in the source. */
  at: number;
  attributes: ReadonlyMap<string, SsmlAttribute>;
  children: readonly (SsmlElement | string)[];
}

/** Limits of a document. The platform documents none. */
export interface SsmlLimits {
  characters: number;
  tags: number;
  depth: number;
}

/** Limits of the embedded platform. */
export const ssmlLimits: SsmlLimits = { characters: 1_000_000, tags: 10_000, depth: 32 };

/**
 * Parses SSML to a tree under `<speak>`.
 *
 * Rejects a prolog, a DOCTYPE, entities other than the five of XML, and attributes in single quotes. Ignores comments.
 *
 * @throws SsmlError when it is not well formed, has an unknown tag or attribute, or exceeds a limit
 */
export function parseSsml(source: string, limits = ssmlLimits): SsmlElement {
  const tree = readTree(source, limits, (problem) => {
    throw new SsmlError(source, problem);
  });
  if (!tree) throw new SsmlError(source, problemAt(0, 0, "malformed", { value: "there is no <speak>" }));
  return tree;
}

type OpenElement = SsmlElement & { attributes: Map<string, SsmlAttribute>; children: (SsmlElement | string)[] };

/** Stops the parser after the first error of form, which would only cause others. */
class Unreadable extends Error {}

/**
 * Parses a document and reports its problems, in the order of the text. Stops where it is not well formed.
 *
 * @param onElement called with every element after its attributes and before its children
 * @returns the tree, even with problems in it; undefined where the document is not well formed
 */
export function readTree(
  source: string,
  limits: SsmlLimits,
  report: (problem: SsmlProblem) => void,
  onElement: (element: SsmlElement) => void = () => undefined,
): SsmlElement | undefined {
  const fault = (
    at: number,
    to: number,
    ...rest: Parameters<typeof problemAt> extends [number, number, ...infer R] ? R : never
  ) => report(problemAt(at, Math.max(at, to), ...rest));
  const stop: typeof fault = (...given) => {
    fault(...given);
    throw new Unreadable();
  };
  const parser = new SaxesParser({ position: true });
  const open: OpenElement[] = [];
  let closed: SsmlElement | undefined;
  let closedAt = 0;
  let started: OpenElement | undefined;
  let tagCount = 0;

  /** Offset of the markup that the parser has just read. */
  const begin = (markup: string) => source.lastIndexOf(markup, parser.position - 1);
  const endOfLine = (at: number) => at + /^[^\r\n]*/.exec(source.slice(at))![0].length;

  parser.on("error", ({ message }) => {
    const problem = message.replace(/^[\d:]+ /, "").replace(/\.$/, "");
    // Without its semicolon an entity swallows all that follows, and the parser misses the closing tags.
    const ampersand = /&(?!#?\w+;)/.exec(source)?.index ?? -1;
    if (problem.startsWith("unclosed") && ampersand >= 0) stop(ampersand, ampersand + 1, "bare-ampersand");
    const unclosed = (element: SsmlElement | undefined) => {
      const at = element?.at ?? 0;
      const tag = element?.name ?? "";
      stop(at, at + tag.length + 1, "not-closed", { tag });
    };
    if (problem.startsWith("unclosed")) unclosed(open.at(-1));
    if (/^(unexpected|unmatched) clos/.test(problem)) {
      const at = begin("</");
      const tag = /^<\/([^\s>]*)/.exec(source.slice(at))?.[1] ?? "";
      if (closed && open.some((element) => element.name === tag)) unclosed(closed);
      stop(at, at + tag.length + 3, "closes-nothing", { tag });
    }
    if (problem.includes("text data outside")) {
      const at = closedAt + source.slice(closedAt).search(/\S/);
      stop(at, endOfLine(at), "text-outside");
    }
    const at = Math.max(0, parser.position - 1);
    if (problem === "disallowed character in tag name" || problem === "unexpected end of tag") {
      const lessThan = source.lastIndexOf("<", at);
      if (/^<[^\p{L}_:/!?]/u.test(source.slice(lessThan, lessThan + 3))) stop(lessThan, lessThan + 1, "bare-less-than");
    }
    if (problem === "undefined entity") {
      const entity = source.lastIndexOf("&", at);
      const value = source.slice(entity, source.indexOf(";", entity) + 1);
      stop(entity, entity + value.length, "entity-unknown", { value, expected: characterOf(value) });
    }
    stop(at, at + 1, "malformed", { value: problem });
  });
  parser.on("xmldecl", () => stop(0, endOfLine(0), "no-prolog"));
  parser.on("doctype", () => stop(begin("<!DOCTYPE"), parser.position, "no-doctype"));
  parser.on("processinginstruction", ({ target: value }) => {
    fault(begin("<?"), parser.position, "no-instruction", { value });
  });

  const addText = (text: string) => {
    const parent = open.at(-1);
    if (parent?.name === "break" && text.trim() !== "") {
      fault(parent.at, parent.at + 6, "not-empty", { tag: parent.name });
    }
    if (!parent) return;
    // A comment, an instruction or CDATA inside a word does not tear it.
    const before = parent.children.at(-1);
    if (typeof before === "string") parent.children[parent.children.length - 1] = before + text;
    else parent.children.push(text);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);

  parser.on("opentagstart", ({ name }) => {
    const at = begin(`<${name}`);
    const to = at + name.length + 1;
    const misplacedAs = misplaced(name, open.at(-1)?.name);
    if (misplacedAs) fault(at, to, ...misplacedAs);
    if (++tagCount > limits.tags) stop(at, to, "too-many-tags", { expected: String(limits.tags) });
    if (open.length >= limits.depth) stop(at, to, "too-deep", { expected: String(limits.depth) });
    started = { name: name as TagName, at, attributes: new Map(), children: [] };
  });
  parser.on("attribute", ({ name: attribute, value }) => {
    const to = parser.position;
    const quote = source[to - 1] ?? "";
    const valueAt = source.lastIndexOf(quote, to - 2);
    const at = valueAt - /[^\s=]+\s*=\s*$/.exec(source.slice(0, valueAt))![0].length;
    const tag = started?.name ?? "";
    const known = Object.keys(ruleOf(tag)?.attributes ?? {});
    if (ruleOf(tag) && !known.includes(attribute)) {
      fault(at, to, "attribute-unknown", { tag, attribute, expected: known.join(", ") });
    } else if (quote !== '"') fault(at, to, "single-quotes", { tag, attribute });
    started?.attributes.set(attribute, { value, at, to });
  });
  parser.on("opentag", () => {
    if (!started) return;
    const { name: tag, at, attributes } = started;
    for (const attribute of ruleOf(tag)?.required ?? []) {
      if (!attributes.has(attribute)) fault(at, at + tag.length + 1, "attribute-missing", { tag, attribute });
    }
    onElement(started);
    open.at(-1)?.children.push(started);
    open.push(started);
  });
  parser.on("closetag", () => {
    closed = open.pop();
    closedAt = parser.position;
  });

  try {
    if (source.length > limits.characters) stop(0, 0, "too-long", { expected: String(limits.characters) });
    const textBefore = /^\s*(?=[^\s<])/.exec(source);
    if (textBefore) stop(textBefore[0].length, endOfLine(textBefore[0].length), "text-outside");
    parser.write(source).close();
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown;
    return undefined;
  }
  return closed;
}

/** Problem of a tag inside this parent; undefined when it is allowed there. */
function misplaced(
  tag: string,
  parent: string | undefined,
): [Parameters<typeof problemAt>[2], Partial<SsmlProblem>] | undefined {
  const rule = ruleOf(tag);
  if (!rule) return ["tag-unknown", { tag, expected: Object.keys(tagRules).join(", ") }];
  if (parent === undefined) return tag === "speak" ? undefined : ["tag-outside", { tag }];
  const outer = ruleOf(parent);
  // The unknown parent has been reported already.
  if (!outer) return undefined;
  if (tag === "speak" || outer.content !== "anything") return ["tag-misplaced", { tag, value: parent }];
  if (rule.onlyIn === undefined || rule.onlyIn === parent) return undefined;
  return ["tag-not-nested", { tag, value: parent }];
}
