import { readableBody } from "../../basics/readable-body.ts";

/** Nobody reads more than this in passing; the details have all of it. */
const longest = 300;

/** The beginning of a page of HTML. */
const page = /^\s*<(?:!|html|head|body|title|h1|center)/i;

/**
 * The message about a failure, fit to be read: of Envoy's words the reason alone, of a page of HTML what a browser would show.
 *
 * @param said e.g. `upstream connect error … [UF] TLS_error:|268435581:SSL_routines:OPENSSL_internal:X:_y:TLS_error_end …`
 */
export function readableMessage(said: string): string {
  const [, words = said, reason = "-"] = /^(.*?) \[(?:(?:U[CFHT]|URX|UPE|N[CR]),?)+\] (\S+)/s.exec(said) ?? [];
  // `-` is Envoy's word for nothing.
  const told = reason === "-" ? words : plain(reason);
  const text = page.test(told) ? readableBody(told) : told;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Envoy writes spaces as `_`, and where in OpenSSL the matter came up. */
function plain(reason: string): string {
  return reason
    .replaceAll(/TLS_error:\|\d+:SSL_routines:OPENSSL_internal:|:?TLS_error_end|\{.*$/g, "")
    .replaceAll(/:_?/g, ": ")
    .replaceAll("_", " ");
}
