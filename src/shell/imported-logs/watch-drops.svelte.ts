import { droppedFiles } from "./dropped-files.ts";

/** Files hang over the window. */
class FileDrag {
  isOver = $state(false);
}

/** Who takes dropped files. */
export interface DropTargets {
  /** Whether a file is a log even on a page that takes files. */
  isLog: (file: File) => Promise<boolean>;
  /** Takes logs, and all files that the page in view does not take. */
  open: (files: File[]) => void;
  /** The files of the drop could not be read. */
  onfailure: (failure: unknown) => void;
}

/**
 * Takes files that are dropped anywhere on the window, so that the browser never opens one in place of the page. What is no
 * log goes to the page in view, if it takes files. Call it while a component is being set up; it ends with the component.
 */
export function watchDrops(targets: DropTargets): { readonly isOver: boolean } {
  const drag = new FileDrag();
  const handedOn = new WeakSet<Event>();

  function over(event: DragEvent): void {
    if (!hasFiles(event)) return;
    event.preventDefault();
    drag.isOver = true;
  }

  function leave(event: DragEvent): void {
    if (event.relatedTarget === null) drag.isOver = false;
  }

  function take(event: DragEvent): void {
    drag.isOver = false;
    if (handedOn.has(event) || !hasFiles(event)) return;
    // A page that sees the event knows by this that the files are not its own yet.
    event.preventDefault();
    void share(event.dataTransfer!, event.target ?? document.body);
  }

  async function share(transfer: DataTransfer, target: EventTarget): Promise<void> {
    try {
      const files = await droppedFiles(transfer);
      const areLogs = await Promise.all(files.map(targets.isLog));
      const others = files.filter((_, at) => areLogs[at] !== true);
      const isTaken = others.length > 0 && handOn(others, target);
      const logs = isTaken ? files.filter((_, at) => areLogs[at] === true) : files;
      if (logs.length > 0) targets.open(logs);
    } catch (failure) {
      targets.onfailure(failure);
    }
  }

  /** Drops files on the page; whether it took them. */
  function handOn(files: File[], target: EventTarget): boolean {
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(file);
    const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    handedOn.add(event);
    const isInPage = !(target instanceof Node) || target.isConnected;
    return !(isInPage ? target : document.body).dispatchEvent(event);
  }

  $effect(() => {
    const end = new AbortController();
    const { signal } = end;
    addEventListener("dragover", over, { signal });
    addEventListener("dragleave", leave, { signal });
    addEventListener("drop", take, { signal, capture: true });
    return () => end.abort();
  });
  return drag;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
