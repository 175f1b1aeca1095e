/** A recogniser of the embedded platform after it was to be loaded. */
export interface LoadedEngine {
  /** Name in the platform's model list. */
  model: string;
  /** BCP 47 language. */
  language: string;
  /** Why it could not be loaded; absent: it is ready. */
  failure?: string;
}
