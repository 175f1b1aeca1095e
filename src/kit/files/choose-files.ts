/** Opens the browser's dialog for files, of any kind. Only right after a key or a click, as the browser demands. */
export function chooseFiles(onfiles: (files: File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () => onfiles([...(input.files ?? [])]));
  input.click();
}
