/** Longest name of a file inside of an archive, in characters; of a longer one the end is kept. */
const maxNameLength = 200;

/**
 * Makes the name of a file inside of an archive harmless to show and to save: one kind of slash, no way up or to a drive, no
 * control characters or marks that turn the direction of a text.
 */
export function safeName(name: string): string {
  const parts = name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, "")
    .split(/[\\/]+/)
    .filter((part) => part !== "" && part !== "." && part !== ".." && !/^[a-z]:$/i.test(part));
  return [...parts.join("/")].slice(-maxNameLength).join("") || "file";
}
