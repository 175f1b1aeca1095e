/**
 * Makes what loads something at its first use, and only then: code that the first screen does not need, or a database.
 *
 * @param load what fails is tried anew at the next use
 */
export function loadOnce<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined;
  return () =>
    (loading ??= load().catch((failure: unknown) => {
      loading = undefined;
      throw failure;
    }));
}
