/**
 * Keeps a page's state for as long as its owner lives, so that it is as it was left when a person comes back.
 *
 * What a component makes while it is set up dies with it: its derived values stop following. So the state is made outside
 * of any component.
 *
 * @param make called once for each owner
 */
export function statePerOwner<Owner extends object, State>(make: (owner: Owner) => State): (owner: Owner) => State {
  const kept = new WeakMap<Owner, State>();
  return (owner) => {
    const before = kept.get(owner);
    if (before !== undefined) return before;
    let made!: State;
    $effect.root(() => {
      made = make(owner);
    });
    kept.set(owner, made);
    return made;
  };
}
