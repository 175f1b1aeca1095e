import type { Router } from "./router/router.svelte.ts";

/** The value of `do` in an address: what its page does once it is there, and with what. */
export function pageAction(name: string, argument = ""): string {
  return argument === "" ? name : `${name}:${argument}`;
}

/**
 * Carries out the action of an address once; the address then no longer says it. Call it during the initialisation of
 * the page.
 *
 * @param actions by name; each is given what stands behind the colon, or an empty string
 */
export function followPageActions(router: Router, actions: Record<string, (argument: string) => void>): void {
  $effect(() => {
    const [, name = "", argument = ""] = /^([^:]*):?(.*)$/s.exec(router.query("do")) ?? [];
    if (name === "") return;
    // Later, because what an effect changes while it runs makes the page anew.
    queueMicrotask(() => {
      router.go(router.withQuery({ do: "" }), { replace: true });
      if (Object.hasOwn(actions, name)) actions[name]?.(argument);
    });
  });
}
