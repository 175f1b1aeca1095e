import type { RegexNode } from "./read-regex.ts";
import { compileRegex, passes, type Place } from "./regex-places.ts";

/** States of the automaton that are kept; then they are built anew. */
const maxStates = 1_000;

/** All places where the search may be at once. */
interface State {
  places: Place[];
  isFound: boolean;
  isFoundAtEnd: boolean;
  /** States after characters that were met. */
  after: Map<number, State>;
}

/**
 * Prepares a search for a regular expression. Each character of a text is looked at once, whatever the expression, where
 * `RegExp` would go back and may never come to an end.
 */
export function createRegexFinder(regex: RegexNode): (text: string) => boolean {
  const found: Place = { next: [] };
  const first = compileRegex(regex, found);
  const numbers = new Map<Place, number>();
  let states = new Map<string, State>();
  let start = stateAt([first], true);

  function stateAt(from: Place[], isStart: boolean): State {
    const places = reach(from, isStart, false);
    const key = `${String(isStart)} ${[...places].map(numberOf).join()}`;
    let state = states.get(key);
    if (state === undefined) {
      const taking = [...places].filter(({ accepts }) => accepts);
      const isFoundAtEnd = reach(from, isStart, true).has(found);
      state = { places: taking, isFound: places.has(found), isFoundAtEnd, after: new Map() };
      states.set(key, state);
    }
    return state;
  }

  function numberOf(place: Place): number {
    if (!numbers.has(place)) numbers.set(place, numbers.size);
    return numbers.get(place)!;
  }

  /** A match may also begin behind the character. */
  function step(state: State, code: number): State {
    const next = state.places.flatMap((place) => (place.accepts!(code) ? place.next : []));
    const after = stateAt([...next, first], false);
    state.after.set(code, after);
    return after;
  }

  return (text) => {
    if (states.size > maxStates) {
      states = new Map();
      start = stateAt([first], true);
    }
    let state = start;
    for (let at = 0; at < text.length && !state.isFound;) {
      const code = text.codePointAt(at)!;
      at += code > 0xffff ? 2 : 1;
      state = state.after.get(code) ?? step(state, code);
    }
    return state.isFound || state.isFoundAtEnd;
  };
}

/** The places that are reached from some without taking a character. */
function reach(from: Place[], isStart: boolean, isEnd: boolean): Set<Place> {
  const reached = new Set<Place>();
  const open = [...from];
  for (let place = open.pop(); place; place = open.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    if (passes(place, isStart, isEnd)) open.push(...place.next);
  }
  return reached;
}
