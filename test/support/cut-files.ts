import type { FolderFiles } from "../../src/log-copy/folder-files.ts";

/** A program that ends at some operation on its files, as if it were killed there: nothing works afterwards. */
export interface CutFiles<Bytes> {
  files: FolderFiles<Bytes>;
  /** Lets so many operations pass from now on; the next one ends it. */
  cutAfter(operations: number): void;
}

/** @param firstPart a beginning of bytes, of which an append may write no more */
export function createCutFiles<Bytes>(
  root: FolderFiles<Bytes>,
  firstPart: (bytes: Bytes) => { bytes: Bytes; sizeBytes: number },
): CutFiles<Bytes> {
  let left = Infinity;

  function wrap(files: FolderFiles<Bytes>): FolderFiles<Bytes> {
    async function step<Result>(work: () => Promise<Result>, cut?: () => Promise<void>): Promise<Result> {
      left--;
      if (left === -1) await cut?.();
      if (left < 0) throw new Error("killed");
      return work();
    }
    return {
      where: files.where,
      subfolder: (name) => wrap(files.subfolder(name)),
      create: () => step(() => files.create()),
      sizes: () => step(() => files.sizes()),
      readText: (name) => step(() => files.readText(name)),
      writeText: (name, text) => step(() => files.writeText(name, text)),
      append: (name, bytes, sizeBytes) =>
        step(
          () => files.append(name, bytes, sizeBytes),
          () => {
            const part = firstPart(bytes);
            return files.append(name, part.bytes, part.sizeBytes);
          },
        ),
      empty: (name) => step(() => files.empty(name)),
      remove: (name) => step(() => files.remove(name)),
      replace: (source, target) => step(() => files.replace(source, target)),
    };
  }

  return {
    files: wrap(root),
    cutAfter(operations) {
      left = operations;
    },
  };
}
