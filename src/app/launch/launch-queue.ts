/** The part of the Launch Handler interface that is used; TypeScript's library does not have it yet. */
export interface LaunchQueue {
  setConsumer(take: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void;
}

/**
 * Takes the files that the system opens with the installed console, now and while the page lives.
 *
 * @param queue of the window; undefined where the browser opens no files, as all but Chromium
 * @param open gets what reads the files of one launch
 */
export function takeLaunchedFiles(
  queue: LaunchQueue | undefined,
  open: (readFiles: () => Promise<File[]>) => Promise<void>,
): void {
  queue?.setConsumer(({ files = [] }) => {
    if (files.length > 0) void open(() => Promise.all(files.map((file) => file.getFile())));
  });
}
