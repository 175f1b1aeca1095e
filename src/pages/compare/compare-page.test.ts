import { expect, it } from "vitest";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { Preferences } from "../../app/preferences.svelte.ts";
import { Router } from "../../app/router/router.svelte.ts";
import { ComparePageState } from "./compare-page.svelte.ts";

/** A page over logs that never answer. */
function open(address: string) {
  const signals: (AbortSignal | undefined)[] = [];
  const explore: LogSource["explore"] = (_, signal) =>
    new Promise((_resolve, reject) => {
      signals.push(signal);
      signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    });
  const place = {
    location: { href: `http://localhost${address}` },
    history: { pushState: () => undefined },
  } as unknown as Window;
  const router = new Router(place);
  const page = new ComparePageState({
    router,
    preferences: { current: { hasOwnCalls: false } } as Preferences,
    sourceOf: () => ({ explore }) as unknown as LogSource,
    isReady: () => true,
    hasLog: (set) => set !== "lacking",
  });
  return { page, signals };
}

it("gives up a comparison on request, in the worker too, and asks again when told to", () => {
  const { page, signals } = open("/compare?log=a&log2=b");
  page.follow();
  page.follow();
  expect([page.isAsking, signals.length]).toEqual([true, 2]);
  page.cancel();
  expect([page.isAsking, page.answer, page.failure]).toEqual([false, undefined, undefined]);
  expect(signals.every((signal) => signal?.aborted)).toBe(true);
  void page.compare();
  expect([page.isAsking, signals.length]).toEqual([true, 4]);
});

it("asks nothing of a log that is compared with itself, or that the browser lacks", () => {
  for (const address of ["/compare", "/compare?log=a&log2=a&from=1&from2=1", "/compare?log=lacking"]) {
    const { page, signals } = open(address);
    page.follow();
    expect([page.isAsking, signals.length], address).toEqual([false, 0]);
  }
});
