/** What TypeScript's library does not have of a handle; a browser's private folders need no permission. */
interface WithPermission {
  queryPermission?(options: { mode: "readwrite" }): Promise<PermissionState>;
  requestPermission?(options: { mode: "readwrite" }): Promise<PermissionState>;
}

/** Whether a folder may be written. */
export async function folderPermission(handle: FileSystemDirectoryHandle): Promise<PermissionState> {
  return (await (handle as WithPermission).queryPermission?.({ mode: "readwrite" })) ?? "granted";
}

/** Has the browser ask a person whether a folder may be written. To be called from the handler of a click. */
export async function requestFolderPermission(handle: FileSystemDirectoryHandle): Promise<PermissionState> {
  return (await (handle as WithPermission).requestPermission?.({ mode: "readwrite" })) ?? "granted";
}
