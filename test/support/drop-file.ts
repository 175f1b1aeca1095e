/** A file as it can be handed to a page. */
export interface DroppedFile {
  name: string;
  base64: string;
}

/** Makes one of its bytes. */
export function droppedFile(name: string, bytes: Uint8Array): DroppedFile {
  return { name, base64: Buffer.from(bytes).toString("base64") };
}

/** Drops a file on an element, as a person does. Runs in the page, which has nothing of what stands around it here. */
export function dropFileOn(target: Element, { name, base64 }: DroppedFile): void {
  const dataTransfer = new DataTransfer();
  const content = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  dataTransfer.items.add(new File([content], name));
  target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}
