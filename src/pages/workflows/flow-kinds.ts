/** The workflows that the page offers, in its order. */
export const flowKinds = ["speak", "listen", "batch", "trip"] as const;
export type FlowKind = (typeof flowKinds)[number];

/** The kind that an address names; the first where it names none. */
export function kindIn(query: string): FlowKind {
  return flowKinds.find((kind) => kind === query) ?? "speak";
}
