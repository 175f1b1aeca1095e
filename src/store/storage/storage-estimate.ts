/** Storage quota and usage of this origin, in bytes; empty where the context is not secure. */
export async function storageEstimate(): Promise<StorageEstimate> {
  return (await navigator.storage?.estimate?.()) ?? {};
}
