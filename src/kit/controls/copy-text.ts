import { getContext, setContext } from "svelte";

/** How a copy ended; `refused`: the text must not leave the page, which is said elsewhere. */
export type CopyOutcome = "copied" | "copyFailed" | "refused";

/** Puts a text into the clipboard, and never rejects. */
export type CopyText = (text: string) => Promise<CopyOutcome>;

/** The context key, so that a test can provide a way to copy: `new Map([[copyTextKey, copyText]])`. */
export const copyTextKey = Symbol("copy text");

/** Gives everything below the calling component its way to the clipboard. */
export function provideCopyText(copyText: CopyText): void {
  setContext(copyTextKey, copyText);
}

/** The way to the clipboard; without one every copy fails. Call it during the initialisation of a component. */
export function useCopyText(): CopyText {
  return getContext<CopyText | undefined>(copyTextKey) ?? (() => Promise.resolve("copyFailed"));
}
