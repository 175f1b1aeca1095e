/** A way in which a line of `config.ini` is wrong. */
export type IniFaultCode = keyof typeof iniFaultWords;

/** What is wrong with a line. */
export interface IniFault {
  code: IniFaultCode;
  /** The piece of the line that the words speak of; may be empty. */
  detail: string;
}

/** The faults in English, as they stand behind the key; the page has its own words in other languages. */
export const iniFaultWords = {
  section: () => "is a section header; config.ini is flat, without sections",
  "no-entry": () => "is no `key = value` line",
  "open-quote": (mark: string) => `has a quote ${mark} that is never closed`,
  "text-behind-quote": (mark: string) => `has text behind the closing quote ${mark}`,
  comma: () => "has a comma: put the value in quotes",
  "unknown-key": (keys: string) => `is not a key of config.ini; the keys are: ${keys}`,
  twice: (line: string) => `stands twice: also in line ${line}`,
  "no-flag": (value: string) => `must be true or false in lower case, got ${value}`,
  "no-address": (value: string) => `must be host[:port] without a scheme or a path, got ${value}`,
  "no-port": (port: string) => `has no port ${port}: 1 to 65535`,
  "no-seconds": (value: string) => `must be a number of seconds above 0, got ${value}`,
  "no-url": (value: string) => `must be a URL such as https://sso.example, got ${value}`,
  "no-web-url": (scheme: string) => `must begin with https:// or http://, got ${scheme}//`,
  "url-with-user": () => "must not hold a user name or a password",
  "url-with-query": () => "must not hold a query or a fragment",
  "no-pairs": () => "must be name=value,name=value; a value cannot hold = or a comma",
  "bad-name": (name: string) => `has a name that gRPC does not take: ${name} (a-z, 0-9, _ . -)`,
  "reserved-name": (name: string) => `must not set ${name}: it has its own key or belongs to the call`,
  "bad-value": (name: string) => `has a value for ${name} that is not printable ASCII`,
  "no-platform": () => "is missing: it says where the platform is, host[:port]",
  "no-ssl": () => "is missing: true for TLS, false for plain text",
  "no-secret": () => "is missing: client_id is set, and both are needed for a token",
  "no-client": () => "is missing: client_secret is set, and both are needed for a token",
  "no-sso": () => "is missing: client_id is set, and the token comes from there",
  "no-realm": () => "is missing: client_id is set, and a token belongs to a realm",
  "no-certificate": () => "is missing: a private key needs its certificate",
  "no-key": () => "is missing: a certificate needs its private key",
} satisfies Record<string, (detail: string) => string>;
