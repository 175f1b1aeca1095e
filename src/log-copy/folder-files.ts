/**
 * The files of one folder, wherever it is. Each operation may be the last one of this program: what it has done so far stays.
 * Everything throws `LogCopyError`.
 *
 * @typeParam Bytes what is appended: a `Uint8Array` in Node, a `Blob` in the page
 */
export interface FolderFiles<Bytes> {
  /** Where the folder is, for people. */
  where: string;
  /** A folder in this one, which need not be there. */
  subfolder(name: string): FolderFiles<Bytes>;
  /** Makes the folder where it is missing. */
  create(): Promise<void>;
  /** Sizes in bytes of the log files and their backups in the folder, by name; none where it is missing. */
  sizes(): Promise<Map<string, number>>;
  /** Content of a small file; undefined where the file or the folder is missing. */
  readText(name: string): Promise<string | undefined>;
  /** Replaces a small file. Afterwards it has either the old or the new content, whatever happens. */
  writeText(name: string, text: string): Promise<void>;
  /** Writes behind the last byte of a file. When that fails, any first part of the bytes may have been written. */
  append(name: string, bytes: Bytes, sizeBytes: number): Promise<void>;
  /** Makes a file that is empty, or empties the one that is there. */
  empty(name: string): Promise<void>;
  /** Deletes a file, if it is there. */
  remove(name: string): Promise<void>;
  /**
   * Puts the content of a file in the place of another one, which has either its old or its new content, whatever happens. The
   * source may stay. Nothing happens where there is no source.
   */
  replace(source: string, target: string): Promise<void>;
}
