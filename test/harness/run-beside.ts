/** Something to run that keeps a number of cores busy. */
interface Task {
  cores: number;
}

/**
 * Runs tasks in their order, as many beside one another as there are cores for; a task that wants more than there are runs alone.
 *
 * None overtakes another, so that what runs together is the same on each machine.
 *
 * @param run gets whether the task has all cores
 * @returns the results in the order of the tasks
 */
export async function runBeside<T extends Task, Result>(
  tasks: readonly T[],
  cores: number,
  run: (task: T, isAlone: boolean) => Promise<Result>,
): Promise<Result[]> {
  const running = new Set<Promise<unknown>>();
  const results: Promise<Result>[] = [];
  let free = cores;
  for (const task of tasks) {
    const taken = Math.min(task.cores, cores);
    while (free < taken) await Promise.race(running);
    free -= taken;
    const result = run(task, taken === cores);
    results.push(result);
    const ended = result.finally(() => {
      free += taken;
      running.delete(ended);
    });
    running.add(ended);
  }
  return Promise.all(results);
}
