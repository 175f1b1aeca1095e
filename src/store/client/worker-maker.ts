/** The part of the Trusted Types interface that is used; TypeScript's library does not have it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): WorkerPolicy;
}

interface WorkerPolicy {
  createScriptURL(url: string): unknown;
}

/** A policy of one name can be made once in a page; each worker that is made, or made again, uses the same. */
let policy: WorkerPolicy | undefined;

/**
 * Gives what makes the worker of the log. Making a worker is guarded by Trusted Types, under a name that the server's
 * policy must list: `trusted-types audiokit-worker`.
 *
 * @param address of the built worker; a browser takes it from the page's own origin only
 */
export function workerMaker(address: string): () => Worker {
  const url = new URL(address, location.href).href;
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy("audiokit-worker", { createScriptURL: ownScript(url) });
  const trusted = policy?.createScriptURL(url) ?? url;
  return () => new Worker(trusted as string, { type: "module", name: "log" });
}

/** Passes the one address that the policy was made for. */
function ownScript(url: string): (asked: string) => string {
  return (asked) => {
    if (asked !== url) throw new TypeError(`only ${url} may become a worker, not ${asked}`);
    return asked;
  };
}
