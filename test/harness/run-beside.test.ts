import { describe, expect, it } from "vitest";
import { runBeside } from "./run-beside.ts";

/** Tasks that end when they are told; `seen` says what ran together. */
function setup(...cores: number[]) {
  const tasks = cores.map((one, name) => ({ name, cores: one, end: Promise.withResolvers<undefined>() }));
  const running = new Set<number>();
  const alone: number[] = [];
  const ran = runBeside(tasks, 2, async ({ name, end }, isAlone) => {
    running.add(name);
    if (isAlone) alone.push(name);
    await end.promise;
    running.delete(name);
    return name;
  });
  const end = async (name: number) => {
    tasks[name]!.end.resolve(undefined);
    await new Promise((later) => setTimeout(later));
  };
  return { ran, end, running, alone };
}

describe("runBeside", () => {
  it("runs as many together as there are cores for", async () => {
    const { ran, end, running } = setup(1, 1, 1);
    expect([...running]).toEqual([0, 1]);
    await end(1);
    expect([...running]).toEqual([0, 2]);
    await end(0);
    await end(2);
    expect(await ran).toEqual([0, 1, 2]);
  });

  it("runs alone what wants all cores, and lets nothing overtake it", async () => {
    const { ran, end, running, alone } = setup(1, 2, 1);
    expect([...running]).toEqual([0]);
    await end(0);
    expect([...running]).toEqual([1]);
    await end(1);
    expect([...running]).toEqual([2]);
    await end(2);
    await ran;
    expect(alone).toEqual([1]);
  });

  it("takes a task that wants more cores than there are", async () => {
    const { ran, end, running } = setup(3, 1);
    expect([...running]).toEqual([0]);
    await end(0);
    await end(1);
    expect(await ran).toEqual([0, 1]);
  });
});
