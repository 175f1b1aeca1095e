/** The error that a stack trace tells of. */
export interface TracedError {
  type?: string;
  message?: string;
}

/** Part of a long trace that is looked at from its end, in UTF-16 units. */
const maxLooked = 20_000;
const named = /^(?:Caused by: )?([A-Za-z_$][\w$.]{0,200})(?:: (.*))?$/;
const pythonHead = "Traceback (most recent call last):";

/** Reads type and text of the error from a trace: Python's last line, everybody else's first. */
export function readStackTrace(stack: string): TracedError {
  if (!stack.includes(pythonHead)) {
    const [, type, message] = named.exec(firstLine(stack)) ?? [];
    return type === undefined ? { message: firstLine(stack) } : { type, ...(message !== undefined && { message }) };
  }
  // The lines below the last frame: `ValueError: no voice`, which can have lines of its own below it.
  const lines = stack.slice(-maxLooked).split("\n");
  const lastFrame = lines.findLastIndex((line) => /^\s+\S/.test(line) && !/^\s+[\^~ ]+$/.test(line));
  const own = lines.slice(lastFrame + 1).filter((line) => line.trim() !== "" && !/^\s+[\^~ ]+$/.test(line));
  const [, type, message] = named.exec(own[0] ?? "") ?? [];
  if (type === undefined) return {};
  const rest = [message ?? "", ...own.slice(1)].join("\n").trim();
  return { type, ...(rest !== "" && { message: rest }) };
}

const firstLine = (text: string) => text.slice(0, maxLooked).split("\n", 1)[0]!.trim();

/** Begins of the lines that follow a message and belong to its trace. */
const traceLine = /^(?:Traceback \(most recent call last\):|\s+at \S|[\w$.]{1,200}(?:Exception|Error)\b.*$)/;

/** Separates the trace that stands below a message; `stack` is absent without one. */
export function splitStackTrace(text: string): { message: string; stack?: string } {
  let lineStart = text.indexOf("\n") + 1;
  for (; lineStart > 0; lineStart = text.indexOf("\n", lineStart) + 1) {
    const isTrace = traceLine.test(text.slice(lineStart, lineStart + 300).split("\n", 1)[0]!);
    if (isTrace) return { message: text.slice(0, lineStart - 1), stack: text.slice(lineStart) };
  }
  return { message: text };
}
