/** What of a press of a key decides. */
type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Whether a key opens the command palette: Ctrl or Cmd with K, by its letter, or by its place where the layout has no Latin letters. */
export function opensPalette({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Press): boolean {
  const isK = /^[a-z]$/i.test(key) ? key.toLowerCase() === "k" : code === "KeyK";
  return isK && ctrlKey !== metaKey && !altKey && !shiftKey;
}
