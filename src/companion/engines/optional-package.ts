/**
 * Makes sure that a package can be loaded which npm may have left out.
 *
 * @param purpose what needs it, as the beginning of a sentence
 * @throws Error with one sentence for the page
 */
export function needPackage(name: string, purpose: string): void {
  try {
    import.meta.resolve(name);
  } catch (error) {
    throw new Error(`${purpose} needs the optional package ${name}, which is not installed`, { cause: error });
  }
}
