/** A difference between a snippet and its call that lies in the program, not in the log. */
export type SnippetLimit =
  /** The program has no command for the method. */
  | "no-command"
  /** The official client always sends `ru`. */
  | "language"
  /** The official client always sends, and requests, 16-bit PCM. */
  | "encoding"
  /** The official client has no such phrase splitter. */
  | "splitter"
  /** The official client has no such voice style. */
  | "style"
  /** The official client has no experimental options and no post-processing. */
  | "options"
  /** The official client sends a model, `e2e-v3`, where the call sent none. */
  | "model"
  /** A command takes a text of at most 128 KiB. */
  | "long-text"
  /** A path before the method's is left out, because gRPC itself has none. */
  | "path-prefix";

/** A call as a program makes it. */
export interface Snippet {
  /** What is pasted into a shell, or saved as a Python file; undefined where the program has no command for the call. */
  text: string | undefined;
  /** What the program cannot do as the call did. */
  limits: SnippetLimit[];
}
