/** Most files of one drop. */
const maxFiles = 1000;

/**
 * The files of a drop, those of folders too, without hidden ones. Call it while the event is handled: later the browser tells
 * nothing about the drop.
 *
 * @returns rejects with a RangeError when there are more than 1000
 */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const given = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files: File[] = [];
  for (const { entry, file } of given) {
    if (entry?.isDirectory === true) await addFolder(entry as FileSystemDirectoryEntry, files);
    else if (file !== null) files.push(file);
  }
  return files;
}

async function addFolder(folder: FileSystemDirectoryEntry, files: File[]): Promise<void> {
  const reader = folder.createReader();
  for (;;) {
    // It gives some at a time; none at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory) await addFolder(entry as FileSystemDirectoryEntry, files);
      else
        files.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
      if (files.length > maxFiles) throw new RangeError(`more than ${String(maxFiles)} files`);
    }
  }
}
