/** Why a pasted text is no whole token. `cut`: something stands for a part of it. `hidden`: a sign in it is not to be seen. `foreign`: a sign that no token has. */
export type TokenFault = "cut" | "hidden" | "foreign";

/** The token in a pasted text: people copy the word before it and the line's end along. */
export function tidyToken(text: string): string {
  return text.replace(/^\s*(?:authorization:\s*)?(?:bearer\s+)?/i, "").replaceAll(/[ \t\r\n]/g, "");
}

/** What is wrong with a token that was tidied; undefined when it can be sent. A call with a faulty one would fail in the browser. */
export function tokenFault(token: string): TokenFault | undefined {
  if (/…|\.{3}|\*{3}|•{2}|\[redacted\]/i.test(token)) return "cut";
  // Controls, formatting signs such as U+200B and U+FEFF, and spaces other than the usual one.
  if (/[\p{Cc}\p{Cf}\p{Z}]/u.test(token)) return "hidden";
  return /^[\x21-\x7e]*$/.test(token) ? undefined : "foreign";
}
