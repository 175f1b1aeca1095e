/** What an import did to a line, as the column `rendered` of a block says it. */
export const lineOrigin = {
  /** It stands as its file has it. */
  asItWas: 0,
  /** It was made of a record, which it holds. */
  rendered: 1,
  /** It stands as its file has it, but for its `source` at the end. */
  labelled: 2,
} as const;
