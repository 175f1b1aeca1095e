/**
 * Reads options of jq as they are typed: those of one letter that need no file.
 *
 * @returns undefined where there is another one
 */
export function readOptions(typed: string): string[] | undefined {
  const options = typed.split(/\s+/).filter((option) => option !== "");
  return options.every((option) => /^-[acejnrsRS]+$/.test(option)) ? options : undefined;
}
