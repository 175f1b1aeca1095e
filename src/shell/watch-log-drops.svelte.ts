import { isLogFile } from "./imported-logs.svelte.ts";

/** Files that may be logs hang over the window. */
class LogDrop {
  isOver = $state(false);
}

/**
 * Takes log files that are dropped anywhere on the window, before the page in view handles them as something else.
 * Other files are left to it. Call it while a component is being set up; it ends with the component.
 */
export function watchDrops(ondrop: (files: File[]) => void): { readonly isOver: boolean } {
  const drop = new LogDrop();
  $effect(() => {
    const end = new AbortController();
    const { signal } = end;
    const over = (event: DragEvent): void => {
      if (!mayBeLog(event.dataTransfer)) return;
      event.preventDefault();
      drop.isOver = true;
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) drop.isOver = false;
    };
    const take = (event: DragEvent): void => {
      drop.isOver = false;
      const files = [...(event.dataTransfer?.files ?? [])].filter(({ name }) => isLogFile(name));
      if (files.length === 0) return;
      event.preventDefault();
      ondrop(files);
    };
    addEventListener("dragover", over, { signal });
    addEventListener("dragleave", leave, { signal });
    addEventListener("drop", take, { signal, capture: true });
    return () => end.abort();
  });
  return drop;
}

/** Names are hidden while files are dragged; only their types are known, and sound and pictures are no logs. */
function mayBeLog(transfer: DataTransfer | null): boolean {
  const files = [...(transfer?.items ?? [])].filter(({ kind }) => kind === "file");
  return files.length > 0 && !files.some(({ type }) => /^(audio|video|image)\//.test(type));
}
