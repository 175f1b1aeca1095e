/** How much of a log; a destination counts bytes, records, or both. */
export interface Amount {
  records?: number;
  bytes?: number;
}

/** What came of sending a batch. */
export type SendOutcome =
  /** The receiver has it. `refused`: so many records of it were not taken, and never will be. */
  | { is: "taken"; refused?: { records: number; reason: string } }
  /** Nobody can take it now. @param afterMs how long the receiver wants to be left alone */
  | { is: "later"; reason: string; afterMs?: number }
  | { is: "tooLarge"; reason: string }
  /** The receiver will never take it. */
  | { is: "refused"; reason: string }
  /** The receiver or the log has other lines than was thought: what is next is to be looked up anew. */
  | { is: "elsewhere" }
  /** Somebody has to do something first. */
  | { is: "stopped"; reason: string };

/** Lines of the log that leave together. */
export interface Batch {
  amount: Amount;
  /** When its oldest record was made, in milliseconds since the epoch; absent where that is not known. */
  oldestMs?: number;
  /** Records before it that can no longer be sent. */
  missed?: { records: number; reason: string };
  send(signal: AbortSignal): Promise<SendOutcome>;
  /** The same lines in two batches, older ones first; undefined where it cannot be parted. */
  halves(): Promise<[Batch, Batch] | undefined>;
  /** Notes durably that the receiver has these lines, or never will. */
  settle(): Promise<void>;
}

/** Where an outbox sends a log. */
export interface Destination {
  /** What comes next; undefined when everything was sent. @throws when the log or the receiver cannot be read */
  next(signal: AbortSignal): Promise<Batch | undefined>;
  /** What is not sent yet. */
  waiting(): Promise<Amount>;
  /** Forgets what is known of the receiver. */
  reset(): void;
}
