import { SaxesParser } from "saxes";
import { SsmlError } from "./ssml-error.ts";
import { ruleOf, tagRules, type TagName } from "./ssml-tags.ts";

/** A value with the offset in the source at which its name begins. */
export interface SsmlAttribute {
  value: string;
  at: number;
}

/** An element; its tag, attributes and place in the tree have been checked, the values of the attributes have not. */
export interface SsmlElement {
  name: TagName;
  /** Offset of its `<` in the source. */
  at: number;
  attributes: ReadonlyMap<string, SsmlAttribute>;
  children: readonly (SsmlElement | string)[];
}

/** Limits of a document; the platform publishes none. */
export const ssmlLimits = { characters: 1_000_000, tags: 10_000, depth: 32 } as const;

type OpenElement = SsmlElement & { attributes: Map<string, SsmlAttribute>; children: (SsmlElement | string)[] };

/**
 * Parses SSML to a tree under `<speak>`.
 *
 * No prolog, no DOCTYPE, no entities but the five of XML; attribute quotes are `"`. Comments are passed over.
 *
 * @throws SsmlError where it is not well formed, holds another tag or attribute, or is beyond a limit
 */
export function parseSsml(source: string): SsmlElement {
  if (source.length > ssmlLimits.characters) {
    throw new SsmlError(source, 0, `more than ${String(ssmlLimits.characters)} characters`);
  }
  const textBefore = /^\s*(?=[^\s<])/.exec(source);
  if (textBefore) throw new SsmlError(source, textBefore[0].length, "text stands outside <speak>");

  const parser = new SaxesParser({ position: true });
  const open: OpenElement[] = [];
  let closed: SsmlElement | undefined;
  let closedAt = 0;
  let started: OpenElement | undefined;
  let tagCount = 0;

  const fail = (offset: number, problem: string | undefined): void => {
    if (problem !== undefined) throw new SsmlError(source, offset, problem);
  };
  /** Where the markup that the parser has just read begins. */
  const begin = (markup: string) => source.lastIndexOf(markup, parser.position - 1);
  const afterRoot = () => closedAt + source.slice(closedAt).search(/\S/);

  parser.on("error", ({ message }) => {
    const problem = message.replace(/^[\d:]+ /, "").replace(/\.$/, "");
    if (problem.startsWith("unclosed")) fail(open.at(-1)?.at ?? 0, `<${open.at(-1)?.name ?? ""}> is not closed`);
    if (/^(unexpected|unmatched) clos/.test(problem)) {
      const name = /^<\/([^\s>]*)/.exec(source.slice(begin("</")))?.[1] ?? "";
      if (closed && open.some((element) => element.name === name)) fail(closed.at, `<${closed.name}> is not closed`);
      fail(begin("</"), `</${name}> closes nothing`);
    }
    if (problem.includes("text data outside")) fail(afterRoot(), "text stands outside <speak>");
    fail(Math.max(0, parser.position - 1), problem);
  });
  parser.on("xmldecl", () => {
    fail(0, "an XML prolog is not allowed");
  });
  parser.on("doctype", () => {
    fail(begin("<!DOCTYPE"), "a DOCTYPE is not allowed");
  });
  parser.on("processinginstruction", ({ target }) => {
    fail(begin("<?"), `<?${target}?> is not allowed`);
  });

  const addText = (text: string) => {
    const parent = open.at(-1);
    if (parent?.name === "break" && text.trim() !== "") fail(parent.at, "<break> must be empty");
    parent?.children.push(text);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);

  parser.on("opentagstart", ({ name }) => {
    const at = begin("<");
    fail(at, misplaced(name, open.at(-1)?.name));
    if (++tagCount > ssmlLimits.tags) fail(at, `more than ${String(ssmlLimits.tags)} tags`);
    if (open.length >= ssmlLimits.depth) fail(at, `tags are nested deeper than ${String(ssmlLimits.depth)}`);
    started = { name: name as TagName, at, attributes: new Map(), children: [] };
  });
  parser.on("attribute", ({ name, value }) => {
    const at = begin(name);
    fail(at, unknownAttribute(started?.name ?? "", name));
    if (source[parser.position - 1] !== '"') fail(at, `<${started?.name ?? ""}> ${name}: use double quotes`);
    started?.attributes.set(name, { value, at });
  });
  parser.on("opentag", () => {
    if (!started) return;
    const { name, at, attributes } = started;
    const missing = ruleOf(name)?.required?.find((attribute) => !attributes.has(attribute));
    if (missing !== undefined) fail(at, `<${name}> needs the attribute ${missing}`);
    open.at(-1)?.children.push(started);
    open.push(started);
  });
  parser.on("closetag", () => {
    closed = open.pop();
    closedAt = parser.position;
  });

  parser.write(source).close();
  if (!closed) throw new SsmlError(source, 0, "there is no <speak>");
  return closed;
}

/** What is wrong with a tag in this place. */
function misplaced(name: string, parent: TagName | undefined): string | undefined {
  const rule = ruleOf(name);
  if (!rule) return `<${name}> is not a tag of this SSML; there are ${Object.keys(tagRules).join(", ")}`;
  if (!parent) return name === "speak" ? undefined : `<${name}> stands outside <speak>`;
  if (name === "speak" || ruleOf(parent)?.content !== "anything") return `<${name}> must not stand in <${parent}>`;
  return rule.onlyIn === undefined || rule.onlyIn === parent
    ? undefined
    : `<${name}> may contain other tags but must not stand in <${parent}>`;
}

function unknownAttribute(tag: string, name: string): string | undefined {
  const rule = ruleOf(tag);
  const known = [...(rule?.required ?? []), ...(rule?.optional ?? [])];
  return known.includes(name) ? undefined : `<${tag}> has no attribute ${name}; it takes ${known.join(", ")}`;
}
