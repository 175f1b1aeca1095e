/** Maps items in order, with up to `ahead` calls in flight. */
export async function* mapAhead<Item, Answer>(
  items: Item[],
  ahead: number,
  answer: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const underWay: Promise<Answer>[] = [];
  for (const item of items) {
    const answering = answer(item);
    // Thrown where it is awaited, or ignored when an earlier one has failed.
    answering.catch(() => {});
    underWay.push(answering);
    if (underWay.length >= ahead) yield underWay.shift()!;
  }
  while (underWay.length > 0) yield underWay.shift()!;
}
