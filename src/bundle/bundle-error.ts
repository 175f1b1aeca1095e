/** Why a bundle is not opened. */
export type BundleErrorKind = "cut" | "damaged" | "unsafe" | "newer" | "no_manifest" | "too_large" | "unreadable";

/** A bundle that is refused as a whole; nothing of it was taken. */
export class BundleError extends Error {
  override readonly name = "BundleError";
  readonly kind: BundleErrorKind;

  /** @param where the part, or what else of the bundle the trouble is in; the message begins with it */
  constructor(kind: BundleErrorKind, where: string, what: string, cause?: unknown) {
    super(`${where}: ${what}`, { cause });
    this.kind = kind;
  }
}
