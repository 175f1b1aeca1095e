const secretName =
  /(?:authori[sz]ation|password|passwd|passphrase|secret|token|cookie|api[-_]?key|credential|private[-_]?key|access[-_]?key|jwt|bearer)s?$/i;

/** Whether what has this name is a secret by its name: `x-api-key`, `clientSecret`. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** The passwords of the URLs in a text, as they are written and decoded. */
export function passwordsIn(text: string): string[] {
  return [...text.matchAll(/:\/\/[^\s/?#@:]{0,512}:([^\s/?#]{1,512})@/g)].flatMap(([, password]) => {
    try {
      return [password!, decodeURIComponent(password!)];
    } catch {
      // Not encoded, or not as UTF-8.
      return [password!];
    }
  });
}
