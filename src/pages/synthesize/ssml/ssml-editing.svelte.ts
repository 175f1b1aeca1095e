import { loadOnce } from "../../../basics/load-once.ts";
import type { checkSsml } from "../../../ssml/check-ssml.ts";
import type { completeSsml, Completion, Completions } from "../../../ssml/complete-ssml.ts";
import { positionOf, type Position } from "../../../ssml/source-position.ts";
import type { SsmlProblem } from "../../../ssml/ssml-problem.ts";
import type { ssmlTokens, TokenKind } from "../../../ssml/ssml-tokens.ts";

/** A change of the text: what replaces a range, and what is selected afterwards. */
export interface TextEdit {
  from: number;
  to: number;
  insert: string;
  selectFrom: number;
  selectTo: number;
}

/** A problem with its place for people. */
export interface PlacedProblem extends SsmlProblem {
  position: Position;
}

/** A span of the text as it is painted. */
export interface PaintedSpan {
  at: number;
  text: string;
  kind: TokenKind;
  /** The gravest problem that covers it. */
  severity: SsmlProblem["severity"] | undefined;
}

/** So many problems are listed; one that is fixed makes room for the next. */
const mostListed = 50;

/** Longer texts are not coloured, so that writing in them stays quick; their mistakes are still listed and marked. */
const mostColoured = 20_000;

/** What is known of SSML: loaded by the first text that is written in it. */
interface SsmlLanguage {
  checkSsml: typeof checkSsml;
  completeSsml: typeof completeSsml;
  ssmlTokens: typeof ssmlTokens;
}

const loadLanguage = loadOnce(async (): Promise<SsmlLanguage> => {
  const [check, complete, tokens] = await Promise.all([
    import("../../../ssml/check-ssml.ts"),
    import("../../../ssml/complete-ssml.ts"),
    import("../../../ssml/ssml-tokens.ts"),
  ]);
  return { ...check, ...complete, ...tokens };
});

/** What the editor of SSML knows of its text: mistakes, colours, and what can be written where the caret stands. */
export class SsmlEditing {
  /** What can be written here; undefined while nothing is offered. */
  offer = $state.raw<Completions>();
  /** Index of the option that Enter inserts. */
  active = $state(0);
  /** The check did not load: neither mistakes nor colours are shown. */
  isBroken = $state(false);
  #ssml = $state.raw<SsmlLanguage>();
  /** Until the check is loaded, nothing is known of mistakes. */
  readonly isChecked = $derived(this.#ssml !== undefined);
  readonly #text: () => string;
  readonly #voices: () => readonly string[];
  readonly #language: () => string;

  readonly problems: PlacedProblem[] = $derived.by(() => {
    const text = this.#text();
    if (text.trim() === "" || !this.#ssml) return [];
    const voices = this.#voices();
    // A text with <emphasis> is requested as one answer, so that it is no mistake here.
    const dialect = { language: this.#language(), isStream: false, voices: voices.length > 0 ? voices : undefined };
    const { problems } = this.#ssml.checkSsml(text, dialect);
    return problems.slice(0, mostListed).map((problem) => ({ ...problem, position: positionOf(text, problem.at) }));
  });
  readonly isFaulty = $derived.by(() => this.problems.some(({ severity }) => severity === "error"));
  readonly painted: PaintedSpan[] = $derived.by(() => paint(this.#text(), this.problems, this.offer?.from, this.#ssml));

  /** @param text read whenever it may have changed */
  constructor(text: () => string, voices: () => readonly string[], language: () => string) {
    this.#text = text;
    this.#voices = voices;
    this.#language = language;
  }

  /** Loads what is known of SSML; to be called when a text is written in it. Never rejects. */
  async load(): Promise<void> {
    try {
      this.#ssml = await loadLanguage();
      this.isBroken = false;
    } catch {
      this.isBroken = true;
    }
  }

  /**
   * Looks what can be written at the caret.
   *
   * @param isAsked whether the writer asked for it, rather than only wrote on
   */
  look(caret: number, isAsked = false): void {
    const found = this.#ssml?.completeSsml(this.#text(), caret, this.#voices(), isAsked);
    // A word that is complete already needs no list.
    const isThere =
      found?.options.length === 1 && found.options[0]!.insert === this.#text().slice(found.from, found.to);
    this.offer = isThere && !isAsked ? undefined : found;
    this.active = 0;
  }

  close(): void {
    this.offer = undefined;
  }

  /** Moves the choice by so many options, around the ends. */
  move(by: number): void {
    const count = this.offer?.options.length ?? 1;
    this.active = (this.active + by + count) % count;
  }

  /** The edit that inserts an option, by default the active one. */
  accept(option: Completion | undefined = this.offer?.options[this.active]): TextEdit | undefined {
    if (!this.offer || !option) return undefined;
    const { from, to } = this.offer;
    const caret = from + option.caret;
    this.close();
    return { from, to, insert: option.insert, selectFrom: caret, selectTo: caret };
  }
}

/** The text in spans of one colour, split where a problem or the range that would be replaced begins. */
function paint(
  text: string,
  problems: readonly SsmlProblem[],
  cutAt: number | undefined,
  ssml: SsmlLanguage | undefined,
): PaintedSpan[] {
  const cuts = problems.flatMap(({ at, to }) => [at, to]);
  if (cutAt !== undefined) cuts.push(cutAt);
  cuts.sort((a, b) => a - b);
  let cut = 0;
  const tokens = !ssml || text.length > mostColoured ? [{ kind: "text" as const, at: 0, text }] : ssml.ssmlTokens(text);
  return tokens.flatMap(({ kind, at, text: whole }) => {
    const spans: PaintedSpan[] = [];
    let begin = at;
    const end = at + whole.length;
    while (begin < end) {
      while (cut < cuts.length && cuts[cut]! <= begin) cut++;
      const stop = Math.min(end, cuts[cut] ?? end);
      const over = problems.filter((problem) => problem.at <= begin && problem.to > begin);
      const severity = over.find((problem) => problem.severity === "error")?.severity ?? over[0]?.severity;
      spans.push({ at: begin, text: text.slice(begin, stop), kind, severity });
      begin = stop;
    }
    return spans;
  });
}

/** Puts something in place of the selection, or around it; `|` marks where the caret goes, `…` where the selection does. */
export function insertion(text: string, selectFrom: number, selectTo: number, form: string): TextEdit {
  const selected = text.slice(selectFrom, selectTo);
  const filled = form.replace("…", () => selected);
  const caret = filled.indexOf("|");
  const insert = filled.replace("|", "");
  const at = selectFrom + (caret < 0 ? insert.length : caret);
  return { from: selectFrom, to: selectTo, insert, selectFrom: at, selectTo: at };
}
