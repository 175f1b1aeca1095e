/** A fault in a line of `config.ini`. */
export type IniFaultCode = keyof typeof iniFaultText;

/** What is wrong with a line. */
export interface IniFault {
  code: IniFaultCode;
  /** A mark, a number or a known word for the message; may be empty. Nothing that may be a secret. */
  detail: string;
}

/** The faults in English, as they stand behind the key; the page translates them. */
export const iniFaultText = {
  empty: () => "has no line with a key; api_address and use_ssl are needed at least",
  "no-config": () => "is no config.ini: not one of its lines is `key = value` with a key of it",
  "too-large": () => "is no config.ini: it is larger than 64 kB",
  "no-text": () => "holds a NUL, which no text has; save the file as UTF-8",
  "no-utf8": () => "is not UTF-8; save the file in this encoding",
  section: () => "is a section header; config.ini is flat, without sections",
  "no-entry": () => "is no `key = value` line",
  colon: () => "has : in the place of =",
  "comment-mark": (mark: string) => `begins with ${mark}, but comments begin with #`,
  "open-quote": (mark: string) => `has a quote ${mark} that is never closed`,
  "text-behind-quote": (mark: string) => `has text behind the closing quote ${mark}`,
  "book-quote": (mark: string) => `has a quote ${mark} of printed text; write " around the value`,
  hash: () => "has # inside the value: put the value in quotes, or white space before a comment",
  comma: () => "has a comma: put the value in quotes",
  "unknown-key": (keys: string) => `begins with no key of config.ini; the keys are: ${keys}`,
  misspelled: (key: string) => `is not a key of config.ini; ${key} is`,
  twice: (line: string) => `stands twice: also in line ${line}`,
  "no-flag": () => "must be true or false in lower case",
  "no-address": () => "must be host[:port] without a scheme or a path",
  "no-port": () => "must have a port from 1 to 65535 after the colon",
  "ipv6-alone": () => "has an IPv6 address without brackets: [address] or [address]:port",
  "no-host": () => "names no host: it is neither a name nor an address",
  "no-seconds": () => "must be a number of seconds above 0, at most 86400",
  "not-ascii": () => "must be at most 500 printable ASCII characters: it goes into a header",
  "no-url": () => "must be a URL such as https://sso.example",
  "no-web-url": () => "must begin with https:// or http://",
  "url-with-user": () => "must not hold a user name or a password",
  "url-with-query": () => "must not hold a query or a fragment",
  "no-pairs": () => "must be name=value,name=value; a value cannot hold = or a comma",
  "bad-name": (place: string) => `has a name that gRPC does not take in pair ${place} (a-z, 0-9, _ . -)`,
  "name-twice": (place: string) => `has the name of pair ${place} twice`,
  "reserved-name": (name: string) => `must not set ${name}: it has its own key or belongs to the call`,
  "bad-value": (place: string) => `has a value in pair ${place} that is not printable ASCII`,
  "no-platform": () => "is missing: it says where the platform is, host[:port]",
  "no-ssl": () => "is missing: true for TLS, false for plain text",
  "no-secret": () => "is missing: client_id is set, and both are needed for a token",
  "no-client": () => "is missing: client_secret is set, and both are needed for a token",
  "no-sso": () => "is missing: client_id is set, and the token comes from there",
  "no-realm": () => "is missing: client_id is set, and a token belongs to a realm",
  "no-certificate": () => "is missing: a private key needs its certificate",
  "no-key": () => "is missing: a certificate needs its private key",
} satisfies Record<string, (detail: string) => string>;
