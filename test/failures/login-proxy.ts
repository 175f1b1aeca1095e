import { openFrontProxy } from "./front-proxy.ts";
import { loginPage, type Upstream } from "./upstreams.ts";

/** A reverse proxy with a login. Must be closed. */
export interface LoginProxy extends Upstream {
  /** From now on every request gets the login page. */
  signOut(): void;
}

/** Starts a proxy in front of a server. */
export async function openLoginProxy(url: string): Promise<LoginProxy> {
  let isSignedIn = true;
  const proxy = await openFrontProxy(url, (_, response, pass) => {
    if (isSignedIn) pass();
    else response.writeHead(200, { "content-type": "text/html" }).end(loginPage);
  });
  return { ...proxy, signOut: () => void (isSignedIn = false) };
}
