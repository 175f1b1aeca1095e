import { ConnectError, type Interceptor } from "@connectrpc/connect";
import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { describeDetail } from "../../wire/error-details.ts";
import { isSecretName } from "../../basics/secret-names.ts";

/**
 * Takes secrets out of what a server says beside its messages: the fields of a response, the message and the fields of an
 * error. What goes with a call may come back, so its token and its metadata with the name of a secret are learned before.
 *
 * To be the innermost interceptor: it sees the token, and nobody sees the response before.
 */
export function scrubResponses(secrets: LiveSecrets): Interceptor {
  const cleanError = (thrown: unknown) => scrubError(thrown, secrets.scrub);
  const cleanFields = (fields: Headers) => scrubFields(fields, secrets.scrub);

  async function* watched<T>(messages: AsyncIterable<T>, trailer: Headers): AsyncGenerator<T> {
    try {
      yield* messages;
    } catch (thrown) {
      throw cleanError(thrown);
    } finally {
      cleanFields(trailer);
    }
  }

  return (next) => async (request) => {
    learnSent(request.header, secrets);
    try {
      const response = await next(request);
      const header = cleanFields(new Headers(response.header));
      return response.stream
        ? { ...response, header, message: watched(response.message, response.trailer) }
        : { ...response, header, trailer: cleanFields(new Headers(response.trailer)) };
    } catch (thrown) {
      throw cleanError(thrown);
    }
  };
}

/** Learns the token and the metadata with the name of a secret among the fields of a request. */
export function learnSent(sent: Headers, secrets: LiveSecrets): void {
  for (const [name, value] of sent) {
    if (name === "authorization") secrets.learn("token", value.replace(/^\w+ /, ""));
    else if (isSecretName(name)) secrets.learn(`metadata ${name}`, value);
  }
}

function scrubFields(fields: Headers, scrub: LiveSecrets["scrub"]): Headers {
  for (const [name, value] of [...fields]) {
    const clean = scrub(value);
    if (clean !== value) fields.set(name, clean);
  }
  return fields;
}

/** The same error, or a copy if a secret was in it; a detail with a secret is left out. */
function scrubError(thrown: unknown, scrub: LiveSecrets["scrub"]): unknown {
  if (!(thrown instanceof ConnectError)) return thrown;
  const message = scrub(thrown.rawMessage);
  const metadata = scrubFields(new Headers(thrown.metadata), scrub);
  const clean = new ConnectError(message, thrown.code, metadata, undefined, thrown.cause);
  clean.details = thrown.details.filter((detail) => {
    const text = describeDetail(detail);
    return scrub(text) === text;
  });
  return clean;
}
