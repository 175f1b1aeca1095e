// CSI sequences (colours, cursor) and OSC ones (links); each alternative consumes what it has looked at.
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])?/g;

/** A text without the escape sequences of a terminal. */
export function stripAnsi(text: string): string {
  return text.includes("\u001b") ? text.replaceAll(escapes, "") : text;
}
