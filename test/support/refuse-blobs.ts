/** Makes IndexedDB reject Blobs in this page, as WebKit does in a private window. Returns a function that undoes it. */
export function refuseBlobs(): () => void {
  const { put, add } = IDBObjectStore.prototype;
  const refusing = (write: typeof put) =>
    function (this: IDBObjectStore, value: unknown, ...key: [IDBValidKey?]) {
      const parts = [value, ...Object.values(value as object)];
      if (parts.some((part) => part instanceof Blob)) throw new DOMException("no Blobs here", "DataCloneError");
      return write.call(this, value, ...key);
    };
  Object.assign(IDBObjectStore.prototype, { put: refusing(put), add: refusing(add) });
  return () => void Object.assign(IDBObjectStore.prototype, { put, add });
}
