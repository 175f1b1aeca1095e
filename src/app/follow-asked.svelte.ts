import type { Router } from "./router.svelte.ts";

/** The value of an address's `do`: what its page is asked to do once it is there, and with what. */
export function asked(what: string, ofWhat = ""): string {
  return ofWhat === "" ? what : `${what}:${ofWhat}`;
}

/**
 * Carries out, once, what an address asks of its page; the address then no longer says it. Call it during the initialisation of
 * the page.
 *
 * @param actions by name; each is given what stands behind the colon, or an empty string
 */
export function followAsked(router: Router, actions: Record<string, (ofWhat: string) => void>): void {
  $effect(() => {
    const [, what = "", ofWhat = ""] = /^([^:]*):?(.*)$/s.exec(router.query("do")) ?? [];
    if (what === "") return;
    // Later, because what an effect changes while it runs makes the page anew.
    queueMicrotask(() => {
      router.go(router.withQuery({ do: "" }), { replace: true });
      if (Object.hasOwn(actions, what)) actions[what]?.(ofWhat);
    });
  });
}
