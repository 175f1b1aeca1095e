import { describe, expect, it } from "vitest";
import { createWorkflowBatch } from "../../../audiokit/workflows/workflow-batch.ts";
import { BatchView } from "./batch-progress.svelte.ts";

/** A view whose frames come when the test says so, over pieces that end when the test says so. */
function setup(inputs: string[]) {
  const frames: (() => void)[] = [];
  const view = new BatchView<string, string>((work) => void frames.push(work));
  const pieces = new Map<string, PromiseWithResolvers<string>>();
  const work = (input: string, { signal }: { signal?: AbortSignal }) => {
    const piece = Promise.withResolvers<string>();
    signal?.addEventListener("abort", () => piece.reject(signal.reason));
    pieces.set(input, piece);
    return piece.promise;
  };
  const frame = async () => {
    await new Promise((later) => setTimeout(later));
    for (const show of frames.splice(0)) show();
  };
  const ended = view.start(() =>
    createWorkflowBatch({ name: "batch", facts: {}, inputs, work, concurrency: 1, onChange: view.changed }),
  );
  return { view, pieces, frames, frame, ended };
}

describe("a batch on the screen", () => {
  it("shows each piece as it is, and where the whole stands", async () => {
    const { view, pieces, frame, ended } = setup(["a", "b"]);
    expect(view.rows.map(({ status }) => status)).toEqual(["running", "waiting"]);
    pieces.get("a")?.resolve("A");
    await frame();
    expect(view.rows).toMatchObject([{ status: "done", output: "A" }, { status: "running" }]);
    pieces.get("b")?.reject(new Error("no"));
    await ended;
    expect(view.progress).toMatchObject({ done: 1, failed: 1, total: 2 });
    expect([view.isRunning, view.isEnded, view.canRetry]).toEqual([false, true, true]);
  });

  it("reads the batch once a frame, however many pieces have ended", async () => {
    const { view, pieces, frame, frames, ended } = setup(["a", "b", "c"]);
    await frame();
    const before = view.rows;
    pieces.get("a")?.resolve("A");
    await new Promise((later) => setTimeout(later));
    pieces.get("b")?.resolve("B");
    await new Promise((later) => setTimeout(later));
    expect(frames).toHaveLength(1);
    expect(view.rows).toBe(before);
    await frame();
    expect(view.progress.done).toBe(2);
    view.cancel();
    await ended;
  });

  it("works on what failed again, under the same id, and keeps what is done", async () => {
    const { view, pieces, frame, ended } = setup(["a", "b"]);
    const { workflowId } = view;
    pieces.get("a")?.reject(new Error("no"));
    await frame();
    pieces.get("b")?.resolve("B");
    await ended;
    const retried = view.retry();
    expect(view.isRunning).toBe(true);
    pieces.get("a")?.resolve("A");
    await retried;
    expect(view.rows).toMatchObject([
      { status: "done", output: "A", attempts: 2 },
      { status: "done", attempts: 1 },
    ]);
    expect(view.workflowId).toBe(workflowId);
  });

  it("pauses, resumes, and gives up", async () => {
    const { view, frame, ended } = setup(["a", "b"]);
    view.pause();
    await frame();
    expect(view.isPaused).toBe(true);
    view.resume();
    await frame();
    expect(view.isPaused).toBe(false);
    view.cancel();
    await ended;
    expect(view.progress).toMatchObject({ cancelled: 2 });
  });
});
