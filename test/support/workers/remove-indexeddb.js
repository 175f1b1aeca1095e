// Imported before the log, which then finds a browser that gives no storage.
Object.defineProperty(self, "indexedDB", { value: undefined });
