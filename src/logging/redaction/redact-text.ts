import { redacted } from "../../basics/live-secrets.ts";

const notRedacted = String.raw`(?!\[redacted\])`;

// Each pattern reads a run of characters once: a hostile text must not make the logger slow.
/** What stands behind the scheme in a challenge of a server (RFC 6750, 3), where a request has the token. */
const notChallenge = String.raw`(?!(?:realm|scope|error|error_description|error_uri)=")`;
const bearer = new RegExp(String.raw`\b(Bearer\s{1,4})${notRedacted}${notChallenge}[\w.~+/=-]+`, "g");
const lowerBearer = new RegExp(
  String.raw`\b((?:bearer|BEARER)\s{1,4})(?=[a-z]*[A-Z\d_~+/=-]|[a-z]{16})[\w.~+/=-]+`,
  "g",
);
const basic = /\b(Basic\s{1,4})(?=[A-Za-z]*[\d+/=]|[A-Za-z]?[a-z]*[A-Z])[A-Za-z\d+/]{8,}={0,2}/g;
const jwt = /(?<![\w-])eyJ[\w-]{5,}\.[\w-]{2,}(?:\.[\w-]*)?/g;
const named = new RegExp(
  String.raw`((?:authorization|access_token|refresh_token|id_token|client_secret|secret|token|password|passwd|passphrase|api[_-]?key|private[_-]?key|cookie)\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?(?:(?:Bearer|Basic|Digest|Negotiate)\s{1,4})?)${notRedacted}[^\s"'&,;<>{}\\]+`,
  "gi",
);
const userInfo = new RegExp(String.raw`(:\/\/)${notRedacted}[^\s/?#@]{1,512}@`, "g");
const privateKey = /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,32}PRIVATE KEY-----|$)/g;
/** Every pattern needs one of these words, but for base64, which needs length: one look spares most texts the rest. */
const suspicious = /bearer|basic|eyJ|:\/\/[^/]*@|token|secret|pass|authori|key|cookie/i;
const base64Length = 256;
const base64 = new RegExp(String.raw`[A-Za-z\d+/]{${String(base64Length)},}={0,2}`, "g");

/**
 * Takes out of a text what looks like a secret (credentials of a header, tokens, passwords by name, keys, the user of a URL)
 * or like audio (long runs of base64). Idempotent.
 */
export function redactText(text: string): string {
  if (text.length < base64Length && !suspicious.test(text)) return text;
  // Taking one secret out can uncover the name of another, so it ends when nothing more is found.
  for (let pass = 0; pass < 8; pass++) {
    const clean = redactOnce(text);
    if (clean === text) break;
    text = clean;
  }
  return text;
}

function redactOnce(text: string): string {
  return text
    .replace(privateKey, redacted)
    .replace(base64, (run) => (looksRandom(run) ? `[${String(run.length)} base64 characters]` : run))
    .replace(jwt, redacted)
    .replace(bearer, `$1${redacted}`)
    .replace(lowerBearer, `$1${redacted}`)
    .replace(basic, `$1${redacted}`)
    .replace(named, `$1${redacted}`)
    .replace(userInfo, `$1${redacted}@`);
}

function looksRandom(run: string): boolean {
  return /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run);
}
