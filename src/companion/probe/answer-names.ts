import { lookup } from "node:dns/promises";
import { sendJson } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";

/**
 * Responds to `?host=<name>` with `{ resolves }`: whether this machine finds an address for the name. Only those of the endpoints that
 * the page may call are looked up; of others nothing is said, `{}`. Every request without a name goes to the next handler.
 *
 * @param endpoints origins
 */
export function answerNames(endpoints: readonly string[], next: HttpHandler): HttpHandler {
  const names = new Set(endpoints.map((origin) => new URL(origin).hostname));
  return (request, response) => {
    const name = new URL(request.url ?? "/", "http://localhost").searchParams.get("host");
    if (name === null) return next(request, response);
    if (!names.has(name)) return sendJson(response, 200, {});
    lookup(name).then(
      () => sendJson(response, 200, { resolves: true }),
      () => sendJson(response, 200, { resolves: false }),
    );
  };
}
