import type { LiveSecrets } from "../../../basics/live-secrets.ts";
import { PersistedList } from "../../../kit/state/persisted-list.svelte.ts";
import type { JqProgram } from "./presets.ts";

/** The programs that were run in this browser, the latest first. */
export interface RecentPrograms {
  readonly all: JqProgram[];
  /** Puts a program first. One that says a secret in use is not stored. */
  add(program: JqProgram): void;
}

/** The last 20 programs. */
export function createRecentPrograms(
  scrub: LiveSecrets["scrub"],
  storage?: () => Pick<Storage, "getItem" | "setItem" | "removeItem">,
): RecentPrograms {
  const list = new PersistedList("log-jq-programs", { most: 20, isItem, ...(storage && { storage }) });
  return {
    get all() {
      return list.items;
    },
    add({ program, options }) {
      if (scrub(program) !== program) return;
      const others = list.items.filter((one) => one.program !== program || one.options !== options);
      list.items = [{ program, options }, ...others];
    },
  };
}

function isItem(value: unknown): value is JqProgram {
  const { program, options } = (value ?? {}) as Partial<Record<string, unknown>>;
  return typeof program === "string" && typeof options === "string";
}
