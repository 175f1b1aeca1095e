/** What a person chooses beside the recording. */
export interface RecognitionForm {
  /** BCP 47; empty until one is known. */
  language: string;
  /** Empty: the platform chooses. */
  model: string;
  wordTimes: boolean;
  punctuation: boolean;
  vaMarks: boolean;
}

/** The form of a person who has chosen nothing yet. */
export const untouchedForm: RecognitionForm = {
  language: "",
  model: "",
  wordTimes: true,
  punctuation: true,
  vaMarks: true,
};

/** The choices as they stand in the address; what is untouched is empty there. */
export function formToQuery(form: RecognitionForm): Record<string, string> {
  const off = (["wordTimes", "punctuation", "vaMarks"] as const).filter((name) => !form[name]);
  return { language: form.language, model: form.model, off: off.join(",") };
}

/**
 * Reads what an address holds; whatever is no choice is passed over.
 *
 * @param query gives a value of the address by its name, an empty text for none
 */
export function formFromQuery(query: (name: string) => string): RecognitionForm {
  const off = query("off").split(",");
  return {
    language: query("language").slice(0, 35),
    model: query("model").slice(0, 200),
    wordTimes: !off.includes("wordTimes"),
    punctuation: !off.includes("punctuation"),
    vaMarks: !off.includes("vaMarks"),
  };
}
