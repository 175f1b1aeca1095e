const eventName = "audiokit-newer-database";

/** Says in this page that a newer version of the program made a database, which this one does not open. @param name of the database */
export function announceNewerDatabase(name: string): void {
  globalThis.dispatchEvent(new CustomEvent(eventName, { detail: name }));
}

/**
 * Calls back each time that a database was not opened because a newer version of the program made it.
 *
 * @returns ends it
 */
export function onNewerDatabase(take: (name: string) => void): () => void {
  const listen = (event: Event) => take((event as CustomEvent<string>).detail);
  globalThis.addEventListener(eventName, listen);
  return () => globalThis.removeEventListener(eventName, listen);
}

/** Whether something failed because a newer version of the program made its database; Dexie wraps the browser's error. */
export function isNewerDatabase(thrown: unknown): boolean {
  const { name, inner } = (thrown ?? {}) as { name?: string; inner?: { name?: string } };
  return name === "VersionError" || inner?.name === "VersionError";
}

/**
 * An option for Dexie, by which it opens no database that a newer version of the program made: by itself it opens that, and adds the
 * tables and indices that it misses there. The database stays as it is; every use of it fails with a `VersionError`, alone or as `inner`,
 * and is announced.
 *
 * @param factory the browser's databases; Dexie says how it is where there are none
 */
export function refuseNewer(factory: IDBFactory | undefined = globalThis.indexedDB): { indexedDB?: IDBFactory } {
  if (factory === undefined) return {};
  const open: IDBFactory["open"] = (name, version) => {
    if (version !== undefined) return factory.open(name, version);
    // Dexie asks for any version after the browser has refused the one that it knows.
    announceNewerDatabase(name);
    throw new DOMException(`a newer version of the console made ${name}: reload this page`, "VersionError");
  };
  return {
    indexedDB: {
      open,
      cmp: (first, second) => factory.cmp(first, second),
      databases: () => factory.databases(),
      deleteDatabase: (name) => factory.deleteDatabase(name),
    },
  };
}
