/** Replaces a stretch of a field as if it had been typed: it can be undone, and whoever listens to the field hears of it. */
export function editText(
  field: HTMLTextAreaElement | HTMLInputElement,
  from: number,
  to: number,
  insert: string,
): void {
  field.focus();
  field.setSelectionRange(from, to);
  // Old and deprecated, and still the only way that keeps the browser's own undo.
  const isDone = document.execCommand(insert === "" ? "delete" : "insertText", false, insert);
  if (isDone) return;
  field.setRangeText(insert, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
