import type { RegexNode } from "./read-regex.ts";

/** A place in a regular expression, with what may come next, preferred first. */
export interface Place {
  /** Of a place that takes a character. */
  accepts?: (code: number) => boolean;
  needs?: "start" | "end";
  next: Place[];
}

/** Whether a search goes on from a place without taking a character. */
export function passes({ accepts, needs }: Place, isStart: boolean, isEnd: boolean): boolean {
  return !accepts && (needs === undefined || (needs === "start" ? isStart : isEnd));
}

/** The place before a part of an expression that goes on at `next`. */
export function compileRegex(node: RegexNode, next: Place): Place {
  switch (node.is) {
    case "character":
      return { accepts: characterTest(node.pattern), next: [next] };
    case "start":
    case "end":
      return { needs: node.is, next: [next] };
    case "sequence":
      return node.parts.reduceRight((after, part) => compileRegex(part, after), next);
    case "either":
      return { next: node.parts.map((part) => compileRegex(part, next)) };
    case "repeated":
      return compileRepeated(node, next);
  }
}

function compileRepeated({ part, from, to, sign }: RegexNode & { is: "repeated" }, next: Place): Place {
  const isLazy = /.\?$/.test(sign);
  const either = (again: Place): Place[] => (isLazy ? [next, again] : [again, next]);
  let place = next;
  if (to === Infinity) {
    place = { next: [] };
    place.next = either(compileRegex(part, place));
  } else {
    for (let count = from; count < to; count++) place = { next: either(compileRegex(part, place)) };
  }
  for (let count = 0; count < from; count++) place = compileRegex(part, place);
  return place;
}

function characterTest(pattern: string): (code: number) => boolean {
  const expression = new RegExp(`^${pattern}$`, "u");
  return (code) => expression.test(String.fromCodePoint(code));
}
