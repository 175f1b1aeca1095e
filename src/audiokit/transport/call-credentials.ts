import { Code, ConnectError, type Interceptor, type StreamRequest, type UnaryRequest } from "@connectrpc/connect";
import { noteMoment } from "../../wire/call-moments.ts";
import { replayableRequest } from "./replayable-request.ts";

/** What is put on calls beside their messages. */
export interface CallCredentials {
  /** Gives the bearer token for a call; undefined sends none. Called for each call. */
  token?: () => Promise<string | undefined>;
  /**
   * Called when a call with this token was refused; resolves with whether another one is there now. The call is then sent
   * once more, if nothing of its response has come. Default: it fails.
   */
  renewToken?: (refused: string) => Promise<boolean>;
  /** Metadata of a call, read for each call. */
  metadata?: (hasToken: boolean) => Record<string, string>;
}

/** Puts token and metadata on a call, and sends it once more with another token when it was refused for the first one. */
export function addCredentials({ token, renewToken, metadata }: CallCredentials): Interceptor {
  /** The same request with the current token. */
  async function prepared<R extends UnaryRequest | StreamRequest>(request: R): Promise<[R, string | undefined]> {
    if (token) noteMoment(request.signal, "token_wanted");
    const value = await token?.();
    if (token) noteMoment(request.signal, "token_ready");
    const header = new Headers(request.header);
    if (value !== undefined) header.set("authorization", `Bearer ${value}`);
    for (const [name, text] of Object.entries(metadata?.(value !== undefined) ?? {})) header.set(name, text);
    return [{ ...request, header }, value];
  }

  const mayRenew = async (thrown: unknown, used: string | undefined) =>
    used !== undefined && isRefusal(thrown) && (await renewToken?.(used)) === true;

  return (next) => async (request) => {
    if (!request.stream || renewToken === undefined) {
      const [sent, used] = await prepared(request);
      try {
        return await next(sent);
      } catch (thrown) {
        if (request.stream || !(await mayRenew(thrown, used))) throw thrown;
        return next((await prepared(request))[0]);
      }
    }
    const input = replayableRequest(request.message);
    const attempt = async (sent: StreamRequest) => {
      const response = await next({ ...sent, message: input.open() });
      if (!response.stream) return response;
      // A refusal comes in the place of the first message where the headers went ahead.
      const messages = response.message[Symbol.asyncIterator]();
      const first = await messages.next();
      input.settle();
      return { ...response, message: resume(first, messages) };
    };
    const [sent, used] = await prepared(request);
    try {
      return await attempt(sent);
    } catch (thrown) {
      if (!input.isWhole || !(await mayRenew(thrown, used))) {
        input.close();
        throw thrown;
      }
    }
    try {
      return await attempt((await prepared(request))[0]);
    } catch (thrown) {
      input.close();
      throw thrown;
    }
  };
}

/** Documented is PERMISSION_DENIED; a gateway before the platform may send 401. */
function isRefusal(thrown: unknown): boolean {
  const { code } = ConnectError.from(thrown);
  return code === Code.PermissionDenied || code === Code.Unauthenticated;
}

async function* resume<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let step = first; step.done !== true; step = await rest.next()) yield step.value;
  } finally {
    await rest.return?.();
  }
}
