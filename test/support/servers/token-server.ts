import { createTokenIssuer, type TokenIssuer } from "../../../src/emulator/token.ts";
import type { ConsoleConfig } from "../../../src/wire/console-config.ts";

/** A `fetch` that is answered by the token endpoint of the embedded platform, whatever the URL. */
export function tokenServer(nowMs?: () => number): typeof globalThis.fetch {
  let issuer: Promise<TokenIssuer> | undefined;
  return async (url, init) => {
    issuer ??= createTokenIssuer(nowMs);
    const realm = /\/realms\/([^/]+)\//.exec(String(url))?.[1] ?? "";
    const { status, body } = await (await issuer).answer(realm, init?.body as URLSearchParams);
    return Response.json(body, { status });
  };
}

/** Configuration of a server that embeds the platform and requires no token. */
export const ownServer: ConsoleConfig = {
  gateway: "direct",
  platform: "embedded",
  authMode: "none",
  tokenRequired: false,
  endpoints: [],
};
