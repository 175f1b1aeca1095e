/**
 * Makes the state of a page once per owner, so that it is unchanged when a person comes back to the page.
 *
 * Reactive values that a component creates stop updating when it is destroyed. So the state is made outside
 * of any component.
 *
 * @param make called once for each owner
 */
export function statePerOwner<Owner extends object, State>(make: (owner: Owner) => State): (owner: Owner) => State {
  const states = new WeakMap<Owner, State>();
  return (owner) => {
    const before = states.get(owner);
    if (before !== undefined) return before;
    let made!: State;
    $effect.root(() => {
      made = make(owner);
    });
    states.set(owner, made);
    return made;
  };
}
