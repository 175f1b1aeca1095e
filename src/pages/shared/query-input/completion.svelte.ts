/** Something that can be written at the caret. */
export interface CompletionItem {
  /** Takes the place of the word at the caret. */
  insert: string;
  label: string;
  /** What it is, beside the label. */
  note?: string | undefined;
  /** Rows that have it. */
  count?: number | undefined;
}

/** What can be written in place of a stretch of the text. */
export interface Completions {
  start: number;
  end: number;
  items: CompletionItem[];
}

/** Tells what can be written at the caret; undefined where nothing can be told, such as inside of quotes. */
export type Complete = (text: string, caret: number) => Completions | undefined | Promise<Completions | undefined>;

/** The list under the query: what it offers, and which item the keys are on. */
export class Completion {
  #offer = $state.raw<Completions>({ start: 0, end: 0, items: [] });
  /** Index of the item that Enter takes; -1: none. */
  active = $state(-1);
  isOpen = $state(false);
  #latest = 0;
  readonly #complete: Complete;

  constructor(complete: Complete) {
    this.#complete = complete;
  }

  get items(): CompletionItem[] {
    return this.#offer.items;
  }

  /** Offers what fits at the caret; an answer that comes after a newer question is dropped. Never rejects. */
  async open(text: string, caret: number): Promise<void> {
    const own = ++this.#latest;
    let offer: Completions | undefined;
    try {
      offer = await this.#complete(text, caret);
    } catch {
      // The log did not answer: there is nothing to offer, and the text can be written all the same.
    }
    if (own !== this.#latest) return;
    this.#offer = offer ?? { start: caret, end: caret, items: [] };
    this.active = -1;
    this.isOpen = this.items.length > 0;
  }

  close(): void {
    this.#latest++;
    this.isOpen = false;
    this.active = -1;
  }

  /** Goes to the next item, or from the last to none and then to the first. */
  move(by: 1 | -1): void {
    const places = this.items.length + 1;
    this.active = ((this.active + 1 + by + places) % places) - 1;
  }

  /** What to write where: the active item. With `first`, else the first one where a word has been begun. */
  choice(first = false): { start: number; end: number; insert: string } | undefined {
    const { start, end, items } = this.#offer;
    const item = items[this.active] ?? (first && end > start ? items[0] : undefined);
    return this.isOpen && item ? { start, end, insert: item.insert } : undefined;
  }
}
