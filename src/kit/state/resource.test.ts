import { describe, expect, it } from "vitest";
import { Resource } from "./resource.svelte.ts";

describe("Resource", () => {
  it("holds what was fetched", async () => {
    const resource = new Resource(() => Promise.resolve(["a"]));

    const loading = resource.load();
    expect(resource.isLoading).toBe(true);
    await loading;

    expect(resource.value).toEqual(["a"]);
    expect(resource.isLoading).toBe(false);
  });

  it("keeps the old value and names the failure when a reload fails, and forgets the failure at the next attempt", async () => {
    const answers = [Promise.resolve(1), Promise.reject(new Error("gone")), Promise.resolve(2)];
    answers[1]!.catch(() => undefined);
    const resource = new Resource(() => answers.shift()!);
    await resource.load();

    await resource.load();
    expect(resource.value).toBe(1);
    expect(resource.failure).toEqual(new Error("gone"));

    await resource.load();
    expect(resource.value).toBe(2);
    expect(resource.failure).toBeUndefined();
  });

  it("lets a later attempt win over an earlier one that ends after it", async () => {
    const ends: ((value: string) => void)[] = [];
    const signals: AbortSignal[] = [];
    const resource = new Resource((signal) => {
      signals.push(signal);
      return new Promise<string>((resolve) => ends.push(resolve));
    });
    const first = resource.load();
    const second = resource.load();

    ends[1]!("new");
    await second;
    ends[0]!("old");
    await first;

    expect(signals[0]!.aborted).toBe(true);
    expect(resource.value).toBe("new");
    expect(resource.isLoading).toBe(false);
  });
});
