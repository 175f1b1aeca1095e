import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { classifyFailure, type FailureClass } from "./classify-failure.ts";

const abortError = new DOMException("left", "AbortError");
const timeoutError = new DOMException("late", "TimeoutError");
const failed = new ConnectError("broken", Code.Internal);
const late = new ConnectError("late", Code.DeadlineExceeded);
const dropped = new ConnectError("dropped", Code.Canceled);
const open = new AbortController().signal;
const aborted = (reason?: unknown) => AbortSignal.abort(reason);

const table: [name: string, thrown: unknown, signal: AbortSignal | null | undefined, is: FailureClass][] = [
  ["a signal aborted without a reason", failed, aborted(), "cancelled"],
  ["a signal aborted for a reason of the caller's own", failed, aborted("enough"), "cancelled"],
  ["a signal aborted with an error that is no call's", new TypeError("x"), aborted(new TypeError("x")), "cancelled"],
  ["a signal that Connect aborted as cancelled", failed, aborted(dropped), "cancelled"],
  ["a signal aborted by a timer", abortError, aborted(timeoutError), "deadline"],
  ["a signal that Connect aborted at its deadline", abortError, aborted(late), "deadline"],
  ["a signal that Connect aborted because the call failed", failed, aborted(failed), "failure"],
  ["an error while the signal is not aborted", failed, open, "failure"],
  ["the server's own cancellation", dropped, open, "failure"],
  ["an abort that nobody here asked for", abortError, open, "failure"],
  ["the server's own deadline", late, open, "deadline"],
  ["an AbortError where there is no signal", abortError, undefined, "cancelled"],
  ["an AbortError where the signal is null", abortError, null, "cancelled"],
  ["a TimeoutError where there is no signal", timeoutError, undefined, "deadline"],
  ["any other error where there is no signal", new RangeError("full"), undefined, "failure"],
  ["what is thrown and is no error", "AbortError", undefined, "failure"],
];

describe("classifyFailure", () => {
  it.each(table)("takes %s for what it is", (_name, thrown, signal, is) => {
    expect(classifyFailure(thrown, signal)).toBe(is);
  });
});
