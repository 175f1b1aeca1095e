/** What the browser grants and uses for this origin, in bytes; nothing where the page is not a secure context. */
export async function storageEstimate(): Promise<StorageEstimate> {
  return (await navigator.storage?.estimate?.()) ?? {};
}
