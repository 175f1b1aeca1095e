/** In which form the body of an answer holds messages: `text` is gRPC-Web in base64, `native` gRPC without gRPC-Web. */
export type AnswerForm = "web" | "text" | "native" | "foreign";

const forms: Readonly<Record<string, AnswerForm>> = { "": "native", "-web": "web", "-web-text": "text" };

/** Tells the form by the content type, whatever its letters and parameters; `foreign` for none. */
export function answerForm(contentType: string | null | undefined): AnswerForm {
  const kind = /^\s*application\/grpc((?:-web(?:-text)?)?)(?![\w-])/i.exec(contentType ?? "")?.[1];
  return kind === undefined ? "foreign" : forms[kind.toLowerCase()]!;
}
