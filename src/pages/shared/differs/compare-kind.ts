/** The ready comparisons of two groups of rows, in the order in which they are offered. */
export const compareKinds = ["failing", "slow", "after", "session", "query"] as const;

/** What two groups of rows were chosen by: the words about them are those of this choice. */
export type CompareKind = (typeof compareKinds)[number];
