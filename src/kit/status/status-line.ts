/** One line on what is going on: as it is shown, and as it is read out to those who listen. */
export interface StatusLine {
  /** May change many times a second. */
  shown: string;
  /** Changes only when something begins or ends. */
  said: string;
}

/** A line that is shown and read out in the same words. */
export function statusLine(line: string): StatusLine {
  return { shown: line, said: line };
}
