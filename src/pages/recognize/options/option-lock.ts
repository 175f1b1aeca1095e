/** Options that cannot be changed while a call is open, and the one note that says so. */
export interface OptionLock {
  isLocked: boolean;
  note: string;
  /** Id of the note, for every group that it is true of. */
  noteId: string;
}
