/** What TypeScript's library does not have of the File System Access interface. */
type FolderPicker = (options: { id: string; mode: "readwrite" }) => Promise<FileSystemDirectoryHandle>;

const picker = () => (globalThis as { showDirectoryPicker?: FolderPicker }).showDirectoryPicker;

/** Whether this browser lets a person give a page a folder. */
export const choosesFolders = (): boolean => picker() !== undefined;

/** Has a person choose a folder that the page may write; undefined when they do not. To be called from the handler of a click. */
export async function chooseFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await picker()?.({ id: "audiokit-log", mode: "readwrite" });
  } catch (error) {
    if ((error as Error).name === "AbortError") return undefined;
    throw error;
  }
}
