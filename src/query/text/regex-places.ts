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

/** The place before an expression that goes on at `next`. Its places are at most twice as many as its characters and signs. */
export function compileRegex(node: RegexNode, next: Place): Place {
  return compile(node, { taken: next, fresh: next }).fresh;
}

/** Where a search goes on inside of an iteration: one that has taken a character, and one that has not. */
interface Ways {
  taken: Place;
  fresh: Place;
}

/** From here no search goes on. */
const nowhere: Place = { next: [] };

function compile(node: RegexNode, next: Ways): Ways {
  switch (node.is) {
    case "character": {
      const place: Place = { accepts: characterTest(node.pattern), next: [next.taken] };
      return { taken: place, fresh: place };
    }
    case "start":
    case "end":
      return { taken: { needs: node.is, next: [next.taken] }, fresh: { needs: node.is, next: [next.fresh] } };
    case "sequence":
      return node.parts.reduceRight((after, part) => compile(part, after), next);
    case "either": {
      const ways = node.parts.map((part) => compile(part, next));
      return { taken: { next: ways.map(({ taken }) => taken) }, fresh: { next: ways.map(({ fresh }) => fresh) } };
    }
    case "repeated":
      return compileRepeated(node, next);
  }
}

/** As in JavaScript, an iteration beyond `from` must take a character, else the next alternative inside of it is tried. */
function compileRepeated({ part, from, to, sign }: RegexNode & { is: "repeated" }, next: Ways): Ways {
  const isLazy = /.\?$/.test(sign);
  const either = (again: Place, on: Place): Place => ({ next: isLazy ? [on, again] : [again, on] });
  const iteration = (after: Place) => compile(part, { taken: after, fresh: nowhere }).fresh;
  let ways = next;
  if (to === Infinity) {
    const loop: Place = { next: [] };
    const again = iteration(loop);
    loop.next = either(again, next.taken).next;
    ways = { taken: loop, fresh: either(again, next.fresh) };
  } else {
    for (let count = from; count < to; count++) {
      const again = iteration(ways.taken);
      ways = { taken: either(again, next.taken), fresh: either(again, next.fresh) };
    }
  }
  for (let count = 0; count < from; count++) ways = compile(part, ways);
  return ways;
}

function characterTest(pattern: string): (code: number) => boolean {
  const expression = new RegExp(`^${pattern}$`, "u");
  return (code) => expression.test(String.fromCodePoint(code));
}
